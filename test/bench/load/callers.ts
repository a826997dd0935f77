import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';

/** How a number of callers fared. */
export interface CallersReport {
  readonly seconds: number;
  /** Milliseconds to the whole answer, sorted. */
  readonly latencies: readonly number[];
  /** The calls that were answered with a document. */
  readonly answered: readonly string[];
  /** What the others got, by how often. */
  readonly failures: Readonly<Record<string, number>>;
}

/** What the callers do. */
export interface CallersPlan {
  readonly url: string;
  readonly callers: number;
  readonly callbacks: number;
  readonly maxSeconds: number;
  /** The body of a callback of a call of its own. */
  readonly bodyOf: (callId: string) => string;
  readonly callIdOf: (index: number) => string;
}

/** Bandwidth waits no longer. */
const PATIENCE_MS = 15_000;

function post(agent: Agent, url: string, body: string): Promise<{ status: number; answer: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers, timeout: PATIENCE_MS }, (response) => {
      text(response).then((answer) => resolve({ status: response.statusCode ?? 0, answer }), reject);
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer in 15 s')));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Lets so many callers send callbacks one after the other, until all are sent or the time is up. */
export async function runCallers(plan: CallersPlan): Promise<CallersReport> {
  const { url, callers, callbacks, maxSeconds, bodyOf, callIdOf } = plan;
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const latencies: number[] = [];
  const answered: string[] = [];
  const failures: Record<string, number> = {};
  const began = performance.now();
  const deadline = began + maxSeconds * 1000;
  let next = 0;

  async function call(): Promise<void> {
    while (next < callbacks && performance.now() < deadline) {
      const callId = callIdOf(next);
      next += 1;
      const sentAt = performance.now();
      const outcome = await post(agent, url, bodyOf(callId)).catch((error: Error) => error);
      latencies.push(performance.now() - sentAt);
      if (!(outcome instanceof Error) && outcome.status === 200 && outcome.answer.includes('<Response')) {
        answered.push(callId);
      } else {
        const reason = outcome instanceof Error ? outcome.message : `status ${outcome.status}`;
        failures[reason] = (failures[reason] ?? 0) + 1;
      }
    }
  }
  await Promise.all(Array.from({ length: callers }, call));
  const seconds = (performance.now() - began) / 1000;
  agent.destroy();
  return { seconds, latencies: latencies.sort((a, b) => a - b), answered, failures };
}
