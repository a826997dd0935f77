import type { AccountSettings } from './settings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    emulator: { readonly port: number; readonly logFile: string };
    account: AccountSettings;
  }
}
