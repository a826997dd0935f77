import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Context } from 'aws-lambda';
import type { FunctionCall, FunctionEvent, ThreadMessage } from './function-thread.ts';

const timeoutMs = workerData as number;

interface HandlerModule {
  readonly handler: (event: FunctionEvent, context: Context) => Promise<unknown>;
}

const callOf = new AsyncLocalStorage<number>();
const say = (message: ThreadMessage): void => parentPort?.postMessage(message);

/** Makes the part of Lambda's context that a function needs. */
function lambdaContext(functionName: string): Context {
  const deadline = performance.now() + timeoutMs;
  return {
    awsRequestId: randomUUID(),
    functionName,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  } as Context;
}

// Many calls run at a time: each line goes with its call, and in order with its end.
process.stdout.write = (text: string | Uint8Array): boolean => {
  const id = callOf.getStore();
  for (const line of String(text).trimEnd().split('\n')) say({ id, line });
  return true;
};

parentPort?.on('message', ({ id, name, handlerUrl, event }: FunctionCall & { readonly id: number }) =>
  callOf.run(id, async () => {
    try {
      const { handler } = (await import(handlerUrl)) as HandlerModule;
      say({ id, result: await handler(event, lambdaContext(name)) });
    } catch (error) {
      say({ id, error: error instanceof Error ? error.message : String(error) });
    }
  }),
);
