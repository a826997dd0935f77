import { afterEach } from 'vitest';

/** What a function listens to when it is set up. */
export const DEFECT_EVENTS = ['unhandledRejection', 'uncaughtException'] as const;

/** Gives the process its own listeners back after each test: other files share it. */
export function keepListeners(): void {
  const before = DEFECT_EVENTS.map((event) => process.listeners(event as 'uncaughtException'));
  afterEach(() => {
    for (const [index, event] of DEFECT_EVENTS.entries()) {
      process.removeAllListeners(event);
      for (const listener of before[index] ?? []) process.on(event, listener);
    }
  });
}
