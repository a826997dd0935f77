import { transferComplete } from '../events.ts';
import type { LiveCall } from '../live-call.ts';
import { ask } from '../send.ts';
import { endLeg, type Leg, legOf } from './leg.ts';
import { callerLeft, destinationOf, type Play } from './play.ts';

/** Simulated seconds from the end of the legs until the A-leg goes on. */
const CLEARING_SECONDS = 0.05;

type EndLeg = (leg: Leg, cause: string, answeredMillis?: number) => Promise<void>;

/** Rings legs, in order of when each is decided, until one answers; the others are cancelled then. */
async function ringLegs(
  live: LiveCall,
  legs: readonly Leg[],
  end: EndLeg,
): Promise<Leg | 'nobody' | 'abandoned'> {
  let rungSeconds = 0;
  for (const [index, leg] of legs.entries()) {
    const others = legs.slice(index + 1);
    const stays = live.spend(leg.afterSeconds - rungSeconds);
    rungSeconds = leg.afterSeconds;
    const cancelled = stays ? others : [leg, ...others];
    if (!stays || leg.cause === 'hangup') for (const ringing of cancelled) await end(ringing, 'cancel');
    if (!stays) return 'abandoned';
    if (leg.cause === 'hangup') return leg;
    await end(leg, leg.cause);
  }
  return 'nobody';
}

/** Lets the caller talk with a leg that answered; false if it is the caller who hangs up. */
async function talk(live: LiveCall, leg: Leg, end: EndLeg): Promise<boolean> {
  const answeredMillis = live.world.clock.nowMillis();
  const stays = live.spend(leg.behaviour.talkSeconds) && leg.behaviour.endedBy === 'destination';
  await end(leg, 'hangup', answeredMillis);
  return stays;
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
  const startedMillis = live.world.clock.nowMillis();
  const end: EndLeg = (leg, cause, answeredMillis) =>
    endLeg(live, { transfer: verb, leg, documentUrl }, { cause, startedMillis, answeredMillis });

  const answered = await ringLegs(live, legs, end);
  if (answered === 'abandoned') {
    await live.record({ ...handOff, result: 'transfer abandoned', connected: false });
    return callerLeft(live, 'a transfer that was ringing');
  }
  const connected = answered !== 'nobody';
  if (connected && !(await talk(live, answered, end))) {
    await live.record({ ...handOff, result: 'transfer left', connected });
    return callerLeft(live, 'a transfer that was answered');
  }
  const described = connected ? answered : legs.at(-1);
  await live.record({ ...handOff, result: `transfer ${described?.cause}`, connected });
  live.world.clock.pass(CLEARING_SECONDS);

  const to = destinationOf(verb, 'transferComplete', documentUrl);
  if (!to || !described) return 'continue';
  return (await ask(live, to, transferComplete(live, verb, described))) ?? 'ended';
};
