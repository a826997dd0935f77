import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import { IS_CHECKOUT } from '../../lib/checkout.ts';

/** The event of a function: a callback, or outcomes from the queue. */
export type FunctionEvent = APIGatewayProxyEventV2 | SQSEvent;

/** One call of a function. */
export interface FunctionCall {
  readonly name: string;
  /** File URL of a module that exports `handler`; it is loaded at the first call. */
  readonly handlerUrl: string;
  readonly event: FunctionEvent;
}

/** Beside this file, or beside what was built of it. */
const WORKER = IS_CHECKOUT ? './function-worker.ts' : './function-worker.mjs';

type OnLogLine = (line: string) => void;

/** The options of the thread of the functions. */
export interface FunctionThreadOptions {
  /** How long a call may take; longer than any time limits of a function add up to. */
  readonly timeoutMs?: number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told every line that is logged outside of a call, or in one that nobody listens to. */
  readonly onLogLine: OnLogLine;
}

/** The thread in which the functions run. */
export type FunctionThread = ReturnType<typeof functionThread>;

/** A message of the thread about a call: a line of its log, or its end. */
export interface ThreadMessage {
  /** Absent for a line that belongs to no call. */
  readonly id?: number | undefined;
  readonly line?: string;
  readonly result?: unknown;
  readonly error?: string;
}

/**
 * Runs functions in one thread, with an environment, a log and a crash apart from
 * this program's (docs/adr/013). It starts at the first call, and anew at the first
 * call after a breakdown. Unlike Lambda, it takes many calls at a time.
 */
export function functionThread({ timeoutMs = 10_000, environment, onLogLine }: FunctionThreadOptions) {
  const waiting = new Map<number, PromiseWithResolvers<unknown> & { onLogLine: OnLogLine }>();
  let lastId = 0;
  let running: Worker | undefined;

  function start(): Worker {
    const worker = new Worker(new URL(WORKER, import.meta.url), {
      workerData: timeoutMs,
      env: { ...environment },
      stderr: true,
    });
    createInterface(worker.stderr).on('line', onLogLine);
    worker.on('message', ({ id, line, result, error }: ThreadMessage) => {
      const call = waiting.get(id ?? 0);
      if (line !== undefined) (call?.onLogLine ?? onLogLine)(line);
      else if (error === undefined) call?.resolve(result);
      else call?.reject(new Error(error));
    });
    worker.on('error', (error) => onLogLine(`the functions broke down: ${error.message}`));
    worker.on('exit', () => {
      running = undefined;
      for (const { reject } of waiting.values()) reject(new Error('the functions broke down'));
    });
    return worker;
  }

  return {
    /**
     * @param onLineOfCall told every line that is logged in this call, before it ends
     * @throws when the function does not load, throws, takes longer than its time, or breaks down
     */
    async invoke(call: FunctionCall, onLineOfCall = onLogLine): Promise<unknown> {
      running ??= start();
      lastId += 1;
      const id = lastId;
      const answer = Promise.withResolvers<unknown>();
      const tooLong = new Error(`${call.name} took longer than ${timeoutMs} ms`);
      const timer = setTimeout(() => answer.reject(tooLong), timeoutMs);
      waiting.set(id, { ...answer, onLogLine: onLineOfCall });
      running.postMessage({ id, ...call });
      return answer.promise.finally(() => {
        clearTimeout(timer);
        waiting.delete(id);
      });
    },
    async close(): Promise<void> {
      await running?.terminate();
    },
  };
}
