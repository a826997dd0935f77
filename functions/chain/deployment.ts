import { callbackHandler } from './chain.ts';
import type { Callback, CallEvent } from './contract.ts';
import { type Bundled, deployedWith } from './deployed.ts';
import { describeError, log } from './log.ts';
import { handlerWithoutSetUp } from './without-set-up.ts';

/**
 * A promise that nobody awaits, or an error in a timer, ends the process and the call
 * with it: Lambda's runtime sees to that. A defect of that kind is logged instead.
 */
function survive(): void {
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.removeAllListeners(event);
    process.on(event, (error: unknown) => log('ERROR', 'defect', { event, error: describeError(error) }));
  }
  // That a line cannot be written would else be a defect, and its line could not be written either.
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => undefined);
}

/**
 * The handler that Lambda calls, also of a function that cannot be set up, as when a variable of its environment
 * is missing.
 */
export async function deployedHandler<Event extends CallEvent>(callback: Callback<Event>, bundled: Bundled) {
  survive();
  try {
    const deployment = deployedWith(bundled);
    await deployment.store.open?.();
    return callbackHandler(callback, deployment);
  } catch (error) {
    return handlerWithoutSetUp(callback, bundled, error);
  }
}
