import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Random, seeded } from '../../bin/simulator/random.ts';
import { readRequest, type WireAnswer, type WireRequest, writeAnswer } from './aws-json.ts';
import type { Fault } from './fault.ts';
import { forwardTo } from './forward.ts';
import type { FaultPlan } from './plan.ts';
import { strike } from './strike.ts';

/** What {@link startFaultProxy} is started with. */
export interface FaultProxyOptions {
  /** The service behind it, such as `http://127.0.0.1:8000`. */
  readonly target: string;
  readonly plan: FaultPlan;
  /** Shortest and longest delay of the fault `latency`. */
  readonly latencyMilliseconds?: readonly [number, number];
  /** Told every answer of the service, whether or not it reaches the client. */
  readonly onAnswer?: (request: WireRequest, answer: WireAnswer) => void;
  /** Changes a request on its way, or answers in the place of the service: to show that a check can fail. */
  readonly tamper?: ((request: WireRequest) => WireRequest | WireAnswer) | undefined;
}

/** A proxy on loopback that lets through or spoils what goes to a service. */
export interface FaultProxy {
  readonly endpoint: string;
  /** How often each fault was injected. */
  readonly injected: ReadonlyMap<Fault, number>;
  close(): Promise<void>;
}

/** Starts a proxy in front of DynamoDB or SQS on a free port. */
export async function startFaultProxy(options: FaultProxyOptions): Promise<FaultProxy> {
  const { target, plan, latencyMilliseconds = [100, 600], onAnswer, tamper } = options;
  const injected = new Map<Fault, number>();
  const delays: Random = seeded(1);
  const { forward, close } = forwardTo(target);

  async function answer(request: WireRequest): Promise<WireAnswer> {
    const changed = tamper?.(request) ?? request;
    const answered = 'status' in changed ? changed : await forward(changed);
    onAnswer?.(request, answered);
    return answered;
  }

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    const pass = () => answer(request);
    const fault = plan(request.operation);
    if (!fault) return writeAnswer(response, await pass());
    injected.set(fault, (injected.get(fault) ?? 0) + 1);
    await strike(fault, { pass, response, latencyMilliseconds: delays.integer(...latencyMilliseconds) });
  }

  const server = createServer((incoming, response) => {
    // A client that gave up, or a service that is not there: to the client a broken connection.
    serve(incoming, response).catch(() => void response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    injected,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      close();
    },
  };
}
