import type { AccountSettings } from './settings.ts';

declare module 'vitest' {
  interface ProvidedContext {
    emulator: { readonly endpoint: string; readonly logFile: string };
    account: AccountSettings;
  }
}
