import type { Behaviour } from '../behaviour.ts';
import type { Element } from '../bxml/element.ts';
import { callIdentifier } from '../call.ts';
import { transferComplete, transferDisconnect } from '../events.ts';
import type { LiveCall } from '../live-call.ts';
import { ask, sendStatus } from '../send.ts';
import { playLeg } from './leg.ts';
import { callerLeft, destinationOf, type Play } from './play.ts';

/** A B-leg: one target of a `<Transfer>`, and what it will do. */
interface Leg {
  readonly callId: string;
  readonly target: Element;
  readonly transferTo: string;
  readonly behaviour: Behaviour;
  /** Seconds from the start of the transfer until it answers or fails. */
  readonly afterSeconds: number;
  /** `hangup` if it answers. */
  readonly cause: string;
}

const CALL_TIMEOUT_SECONDS = 30;

/** Simulated seconds from the end of the legs until the A-leg goes on. */
const CLEARING_SECONDS = 0.05;

/** The id of a hand-off whose callee is asked to take it, as its URLs say. */
const askedId = ({ attributes }: Element): string | undefined =>
  /[?&]confirm=(\w+)/.exec(attributes.transferAnswerUrl ?? '')?.[1];

/** Foresees a leg: answered or failed in its own time, or timed out by callTimeout or for not ringing. */
function legOf(live: LiveCall, transfer: Element, target: Element, index: number): Leg {
  const transferTo = target.text.trim();
  const behaviour = live.behaviourAt(transferTo, {
    by: 'transfer',
    leg: index,
    asked: askedId(target) !== undefined,
  });
  const timeoutSeconds = Number(transfer.attributes.callTimeout ?? CALL_TIMEOUT_SECONDS);
  const patienceSeconds = behaviour.rings
    ? timeoutSeconds
    : Math.min(timeoutSeconds, live.limits.ringingSeconds);
  const inTime = behaviour.rings && behaviour.cause !== 'timeout' && behaviour.afterSeconds < patienceSeconds;
  const { afterSeconds, cause } = inTime ? behaviour : { afterSeconds: patienceSeconds, cause: 'timeout' };
  const callId = callIdentifier(`${live.call.callId}/leg/${live.countTime(':leg')}`);
  return { callId, target, transferTo, behaviour, afterSeconds, cause };
}

type EndLeg = (leg: Leg, cause: string, answeredMillis?: number) => Promise<void>;

/** Rings legs, in order of when each is decided, until one answers; the others are cancelled then. */
async function ringLegs(
  live: LiveCall,
  legs: readonly Leg[],
  end: EndLeg,
): Promise<Leg | 'nobody' | 'abandoned'> {
  let rungSeconds = 0;
  for (const [index, leg] of legs.entries()) {
    const stays = live.spend(leg.afterSeconds - rungSeconds);
    rungSeconds = leg.afterSeconds;
    const cancelled = legs.slice(stays ? index + 1 : index);
    if (!stays || leg.cause === 'hangup') for (const ringing of cancelled) await end(ringing, 'cancel');
    if (!stays) return 'abandoned';
    if (leg.cause === 'hangup') return leg;
    await end(leg, leg.cause);
  }
  return 'nobody';
}

/** Lets the caller talk with a leg that answered; false if it is the caller who hangs up. */
const talk = (live: LiveCall, { behaviour }: Leg): boolean =>
  live.spend(behaviour.talkSeconds) && behaviour.endedBy === 'destination';

/** The result of a leg that answered. */
interface Met {
  readonly connected: boolean;
  /** Whether the caller hung up. */
  readonly hasLeft: boolean;
  readonly cause: string;
}

/** Lets a callee hear what is for them, connects the two unless that ends the leg, and lets them talk. */
async function meet(
  live: LiveCall,
  transfer: Element,
  leg: Leg,
  startedMillis: number,
  end: EndLeg,
  documentUrl: string,
): Promise<Met> {
  const answeredMillis = live.nowMillis;
  const { callId, target, transferTo: to, behaviour } = leg;
  const answered = { callId, to, tag: target.attributes.tag, startedMillis, answeredMillis };
  const result = await playLeg(
    live,
    transfer,
    { ...answered, target, callee: behaviour.callee },
    documentUrl,
  );
  const connected = result === 'bridged';
  const hasLeft = result === 'caller left' || (connected && !talk(live, leg));
  const cause = typeof result === 'object' ? result.cause : 'hangup';
  await end(leg, cause, answeredMillis);
  return { connected, hasLeft, cause };
}

/**
 * Plays `<Transfer>`: rings every target at once, bridges the first that answers
 * and cancels the others. `transferComplete` is only sent while the A-leg lives.
 * Of several legs that all failed it describes one: which is undocumented, here the last.
 */
export const transfer: Play = async (live, verb, documentUrl) => {
  const { attributes, children } = verb;
  live.setTag(attributes.tag);
  live.begin('hand-off');
  const destination = children.map((target) => target.text.trim()).join(',');
  const hidden = attributes.privacy === 'true';
  const handOff = { kind: 'hand-off', by: 'transfer', destination, hidden } as const;
  const legs = children
    .map((target, index) => legOf(live, verb, target, index))
    .sort((one, other) => one.afterSeconds - other.afterSeconds);
  const { nowMillis: startedMillis, atSeconds: fromSeconds } = live;
  /** Sends `transferDisconnect`, if the target asks for it. */
  const end: EndLeg = async ({ callId, target, transferTo }, cause, answeredMillis) => {
    const to = destinationOf(target, 'transferDisconnect', documentUrl);
    if (!to) return;
    const { tag } = target.attributes;
    const ended = { callId, to: transferTo, tag, startedMillis, answeredMillis, cause };
    await sendStatus(live, to, transferDisconnect(live, verb, ended));
  };

  const answered = await ringLegs(live, legs, end);
  if (answered === 'abandoned') {
    await live.addMoment({ ...handOff, result: 'transfer abandoned', connected: false });
    return callerLeft(live, 'a transfer that was ringing');
  }
  const described = answered === 'nobody' ? legs.at(-1) : answered;
  const rang = answered !== 'nobody' && { rang: { fromSeconds, toSeconds: live.atSeconds } };
  const result =
    answered === 'nobody' ? undefined : await meet(live, verb, answered, startedMillis, end, documentUrl);
  const id = answered === 'nobody' ? undefined : askedId(answered.target);
  const connected = result?.connected ?? false;
  const asked = id !== undefined && { asked: { id, isTaken: connected } };
  if (result?.hasLeft) {
    await live.addMoment({ ...handOff, ...asked, ...rang, result: 'transfer left', connected });
    return callerLeft(live, 'a transfer that was answered');
  }
  const cause = result?.cause ?? described?.cause ?? 'error';
  await live.addMoment({ ...handOff, ...asked, ...rang, result: `transfer ${cause}`, connected });
  live.pass(CLEARING_SECONDS);

  const to = destinationOf(verb, 'transferComplete', documentUrl);
  if (!to || !described) return 'continue';
  const { transferTo } = described;
  return (await ask(live, to, transferComplete(live, verb, { transferTo, cause }))) ?? 'ended';
};
