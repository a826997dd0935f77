import { fold } from '../../print/fold.ts';
import { zonedTime } from '../../print/time-text.ts';
import type { Consequence } from '../dying-home.ts';
import { HOUR_SECONDS, type LoadOptions, type LoadResult, type Violation } from '../load/run.ts';
import { STORED_ONCE } from '../load/stored-once.ts';
import type { Counts } from '../load/tally.ts';
import { timelineText } from './timeline-text.ts';

const LABEL = 14;

/** One row of a report: a label, and a text that is wrapped beside it. */
export const row = (label: string, text: string): string =>
  fold(text, 96 - LABEL)
    .split('\n')
    .map((line, at) => (at === 0 ? label.padEnd(LABEL) : ' '.repeat(LABEL)) + line.trimStart())
    .join('\n');

/** Counted words, the most frequent first. */
export const counts = (words: Counts): string =>
  [...words]
    .sort((one, other) => other[1] - one[1])
    .map(([word, count]) => `${word} ${count}`)
    .join(', ') || 'none';

function violationText({ seed }: LoadOptions, violation: Violation): string {
  const { invariant, calls, index, broken, timeline } = violation;
  return [
    `BROKEN: ${invariant} (${calls} calls; the shortest follows)`,
    broken,
    `again: npx bandwidth-call-recovery simulate --seed ${seed} --only ${index}`,
    timelineText(timeline),
  ].join('\n');
}

/** Prints the effects of the death of the first deployment on the calls. */
function secondLines({ deaths, consequences }: LoadResult['tally']): string[] {
  const calls = (consequence: Consequence): number => consequences.get(consequence) ?? 0;
  return [
    row('home', counts(deaths)),
    row(
      'second',
      `${calls('taken over')} calls taken over, ${calls('dropped')} dropped; in a <Refer>, which has no fallback URL, ${calls('dropped in a <Refer>')} dropped`,
    ),
  ];
}

/** The report of a run: what was played, how fast it was answered, and what was kept. */
export function loadText(
  options: LoadOptions,
  { tally, violations, checked }: LoadResult,
  tookMillis: number,
): string {
  const broken = new Set(violations.map(({ invariant }) => invariant));
  const millis = (share: number): string => `${tally.answerMillisAt(share).toFixed(1)} ms`;
  const ends = options.startMillis + (options.spanSeconds ?? HOUR_SECONDS) * 1000;
  const perSecond = (tally.requests / (tookMillis / 1000)).toFixed(0);
  return [
    row('calls', `${tally.calls} in ${(tookMillis / 1000).toFixed(1)} s, seed ${options.seed}`),
    row('dated back', `they begin from ${zonedTime(options.startMillis)} to ${zonedTime(ends)}`),
    row('requests', `${tally.requests} (${perSecond}/s), ${tally.duplicates} of them duplicates`),
    row('events', counts(tally.events)),
    row('hand-offs', counts(tally.handOffs)),
    row('outcomes sent', counts(tally.results)),
    row('endings', counts(tally.endings)),
    ...(options.secondUrl === undefined ? [] : secondLines(tally)),
    row('answer times', `p50 ${millis(0.5)}, p99 ${millis(0.99)}, max ${millis(1)}`),
    '',
    ...checked.map((name) => row(broken.has(name) ? 'BROKEN' : 'kept', name)),
    ...(checked.includes(STORED_ONCE)
      ? []
      : [row('not checked', `${STORED_ONCE}: no table given (--table, --endpoint)`)]),
    ...violations.flatMap((violation) => ['', violationText(options, violation)]),
  ].join('\n');
}
