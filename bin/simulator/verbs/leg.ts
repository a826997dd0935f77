import type { Behaviour } from '../behaviour.ts';
import type { Element } from '../bxml/element.ts';
import { type EndedLeg, transferDisconnect } from '../events.ts';
import { callIdentifier } from '../identifiers.ts';
import type { LiveCall } from '../live-call.ts';
import { tellStatus } from '../send.ts';
import { destinationOf } from './play.ts';

/** A B-leg: one target of a `<Transfer>`, and what it will do. */
export interface Leg {
  readonly target: Element;
  readonly transferTo: string;
  readonly behaviour: Behaviour;
  /** Seconds from the start of the transfer until it answers or fails. */
  readonly afterSeconds: number;
  /** `hangup` if it answers. */
  readonly cause: string;
}

const CALL_TIMEOUT_SECONDS = 30;

/** Foresees a leg: answered or failed in its own time, or timed out by callTimeout or for not ringing. */
export function legOf(live: LiveCall, transfer: Element, target: Element, index: number): Leg {
  const transferTo = target.text.trim();
  const behaviour = live.behaviourAt(transferTo, 'transfer', index);
  const timeoutSeconds = Number(transfer.attributes.callTimeout ?? CALL_TIMEOUT_SECONDS);
  const patienceSeconds = behaviour.rings
    ? timeoutSeconds
    : Math.min(timeoutSeconds, live.world.limits.ringingSeconds);
  const inTime = behaviour.rings && behaviour.cause !== 'timeout' && behaviour.afterSeconds < patienceSeconds;
  return {
    target,
    transferTo,
    behaviour,
    afterSeconds: inTime ? behaviour.afterSeconds : patienceSeconds,
    cause: inTime ? behaviour.cause : 'timeout',
  };
}

/** Ends a leg: `transferDisconnect`, if its target asks for it. */
export async function endLeg(
  live: LiveCall,
  { transfer, leg, documentUrl }: { transfer: Element; leg: Leg; documentUrl: string },
  ended: Pick<EndedLeg, 'cause' | 'startedMillis' | 'answeredMillis'>,
): Promise<void> {
  const to = destinationOf(leg.target, 'transferDisconnect', documentUrl);
  if (!to) return;
  const callId = callIdentifier(`${live.call.callId}/leg/${live.countTime(':leg')}`);
  const { tag } = leg.target.attributes;
  await tellStatus(
    live,
    to,
    transferDisconnect(live, transfer, { ...ended, callId, to: leg.transferTo, tag }),
  );
}
