import type { ReadBackItem } from '../../bin/simulator/stored.ts';
import { isStatusEvent, only, type Timeline } from '../../bin/simulator/timeline.ts';
import type { Expectation } from './schema.ts';

const list = (values: readonly string[]): string => (values.length === 0 ? 'none' : values.join(' | '));

function heardOtherwise(expected: Expectation['heard'], prompts: readonly string[]): string[] {
  if (expected === undefined) return [];
  const found = `heard: found ${list(prompts)}`;
  if (expected === 'nothing') return prompts.length === 0 ? [] : [`${found}; expected nothing`];
  if (expected === 'something') return prompts.length > 0 ? [] : [`${found}; expected something`];
  const same =
    expected.length === prompts.length && expected.every((part, at) => prompts[at]?.includes(part));
  return same ? [] : [`${found}; expected ${list(expected)}`];
}

const HAND_OFF_ENDED = ['referComplete', 'transferComplete'];

/** An item as `[event type, outcome]`. */
const brief = ({ eventType = 'none', outcome = 'none' }: ReadBackItem): [string, string] => [
  eventType,
  outcome,
];

/** Everything in which a call went otherwise than expected; `stored` is undefined where no table can be read. */
export function deviations(
  expected: Expectation,
  timeline: Timeline,
  stored: readonly ReadBackItem[] | undefined,
): string[] {
  const handOffs = only(timeline, 'hand-off');
  const { how, why } = timeline.ending;
  const items = stored?.map(brief);
  const ended = items?.filter(([eventType]) => HAND_OFF_ENDED.includes(eventType));
  const events = only(timeline, 'callback').map(({ eventType }) => eventType);
  const comparisons: [string, readonly string[] | undefined, readonly string[] | undefined][] = [
    ['ended', [expected.ended], [how]],
    ['why', expected.why === undefined || why.includes(expected.why) ? undefined : [expected.why], [why]],
    ['hand-offs', expected.handOffs, handOffs.map(({ by, destination }) => `${by} ${destination}`)],
    ['results', expected.results, handOffs.map(({ result }) => result)],
    [
      'messages',
      expected.messages,
      only(timeline, 'message').map(({ seconds, endedBy }) => `${seconds} s, ended by ${endedBy}`),
    ],
    ['waited', expected.waited, only(timeline, 'waited').map(({ verb, seconds }) => `${verb} ${seconds}`)],
    ['events', expected.events, events.filter((eventType) => !isStatusEvent(eventType))],
    ['outcomes', expected.outcomes, ended?.map(([, outcome]) => outcome)],
    ['stored', expected.stored, items?.map((item) => item.join(' '))],
  ];
  const prompts = only(timeline, 'heard').map(({ text }) => text);
  return [
    ...comparisons.flatMap(([what, wanted, found]) =>
      !wanted || !found || list(wanted) === list(found)
        ? []
        : [`${what}: expected ${list(wanted)}; found ${list(found)}`],
    ),
    ...heardOtherwise(expected.heard, prompts),
  ];
}
