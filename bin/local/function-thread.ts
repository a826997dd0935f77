import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';

/** What a function is called with: a callback, or outcomes from the queue. */
export type FunctionEvent = APIGatewayProxyEventV2 | SQSEvent;

/** One call on its way to {@link LocalFunction}'s thread. */
export interface FunctionCall {
  readonly id: number;
  readonly event: FunctionEvent;
}

/** What a function's thread is told at its start. */
export interface FunctionWorkerData {
  readonly name: string;
  /** File URL of a module that exports `handler`. */
  readonly handlerUrl: string;
  readonly timeoutMs: number;
}

/** What a function is started with. */
export interface FunctionOptions extends FunctionWorkerData {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onLogLine: (line: string) => void;
}

/** A function in a thread of its own. */
export interface LocalFunction {
  /** @throws when the function throws, takes longer than its time, or breaks down */
  invoke(event: FunctionEvent): Promise<unknown>;
  close(): Promise<void>;
}

type Reply = { readonly id: number; readonly result?: unknown; readonly error?: string };
type Waiting = { readonly resolve: (result: unknown) => void; readonly reject: (error: Error) => void };

/**
 * Starts a function as Lambda does: with an environment, a log and a crash of its
 * own. After a breakdown the next call starts it anew. Unlike Lambda, one thread
 * takes many calls at a time.
 * @throws when its module does not load
 */
export async function startFunction(options: FunctionOptions): Promise<LocalFunction> {
  const { environment, onLogLine, ...workerData } = options;
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let running: Promise<Worker> | undefined;

  async function start(): Promise<Worker> {
    const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
      workerData,
      env: { ...environment },
      stdout: true,
      stderr: true,
    });
    createInterface(worker.stdout).on('line', onLogLine);
    createInterface(worker.stderr).on('line', onLogLine);
    await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error(`${workerData.name} ended while it was loaded`)));
    });
    worker.on('message', ({ id, result, error }: Reply) => {
      if (error === undefined) waiting.get(id)?.resolve(result);
      else waiting.get(id)?.reject(new Error(error));
    });
    worker.on('error', (error) => onLogLine(`${workerData.name} broke down: ${error.message}`));
    worker.on('exit', () => {
      running = undefined;
      for (const { reject } of waiting.values()) reject(new Error(`${workerData.name} broke down`));
    });
    return worker;
  }

  function startOnce(): Promise<Worker> {
    running ??= start().catch((error) => {
      running = undefined;
      throw error;
    });
    return running;
  }

  await startOnce();
  return {
    async invoke(event) {
      const worker = await startOnce();
      lastId += 1;
      const id = lastId;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const { name, timeoutMs } = workerData;
      const timer = setTimeout(
        () => reject(new Error(`${name} took longer than ${timeoutMs} ms`)),
        timeoutMs,
      );
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, event } satisfies FunctionCall);
      return promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(id);
      });
    },
    async close() {
      await (await running)?.terminate();
    },
  };
}
