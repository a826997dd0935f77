import type { Call } from './call.ts';
import { DEATHS, type HomeDeath } from './home-death.ts';
import { type Random, seeded, seedOf } from './random.ts';
import { isStatusEvent, only, type Timeline } from './timeline.ts';

/** Most calls have fewer callbacks: in some of them home lives. */
const LATEST_CALLBACK = 8;

const randomDeath = (random: Random): HomeDeath => ({
  how: random.pick(DEATHS),
  atCallback: random.integer(1, LATEST_CALLBACK),
});

/** The same call of an application with fallback URLs, whose first deployment dies at a random moment. */
export function withDyingHome(call: Call, seed: string): Call {
  const { first } = call;
  return {
    ...call,
    homeDies: randomDeath(seeded(seedOf(`${seed}/home`))),
    first:
      'ask' in first
        ? { ...first, fallback: first.ask.replace('{callbacks}', '{second}') }
        : {
            ...first,
            bxml: first.bxml.replace(
              / transferCompleteUrl="\{callbacks\}([^"]*)"/,
              '$& transferCompleteFallbackUrl="{second}$1"',
            ),
          },
  };
}

/** The effect of the death of home on a call: nothing, a fallback, or the end, in a hand-off of this kind. */
export type Consequence = 'none' | 'taken over' | 'dropped in a <Refer>' | 'dropped';

/** Tells what became of a call whose home may have died; `<Refer>` has no fallback URL. */
export function consequenceOf(timeline: Timeline): Consequence {
  const asked = only(timeline, 'callback').filter(({ eventType }) => !isStatusEvent(eventType));
  if (asked.every(({ answer }) => answer.died === undefined)) return 'none';
  const { how } = timeline.ending;
  if (how !== 'callback-error' && how !== 'invalid-bxml') return 'taken over';
  return asked.at(-1)?.eventType === 'referComplete' ? 'dropped in a <Refer>' : 'dropped';
}
