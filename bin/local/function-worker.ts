import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Context } from 'aws-lambda';
import type { FunctionCall, FunctionEvent } from './function-thread.ts';

const timeoutMs = workerData as number;

interface HandlerModule {
  readonly handler: (event: FunctionEvent, context: Context) => Promise<unknown>;
}

/** The context that Lambda gives; old callback style is not served. */
function lambdaContext(name: string): Context {
  const deadline = performance.now() + timeoutMs;
  const ignore = () => undefined;
  return {
    awsRequestId: randomUUID(),
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:us-east-1:000000000000:function:${name}`,
    memoryLimitInMB: '256',
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
    done: ignore,
    fail: ignore,
    succeed: ignore,
  };
}

parentPort?.on('message', async ({ id, name, handlerUrl, event }: FunctionCall & { readonly id: number }) => {
  try {
    const { handler } = (await import(handlerUrl)) as HandlerModule;
    parentPort?.postMessage({ id, result: await handler(event, lambdaContext(name)) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
