import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Context } from 'aws-lambda';
import type { FunctionCall, FunctionEvent, FunctionWorkerData } from './function-thread.ts';

const { name, handlerUrl, timeoutMs } = workerData as FunctionWorkerData;

const { handler } = (await import(handlerUrl)) as {
  handler: (event: FunctionEvent, context: Context) => Promise<unknown>;
};

/** The context that Lambda gives; old callback style is not served. */
function lambdaContext(): Context {
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

parentPort?.on('message', async ({ id, event }: FunctionCall) => {
  try {
    parentPort?.postMessage({ id, result: await handler(event, lambdaContext()) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
parentPort?.postMessage('ready');
