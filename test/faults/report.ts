import { counts, row } from '../../bin/simulator/print/load-text.ts';
import type { FaultRun } from './run-with-faults.ts';

const MAX_SHOWN = 3;

/** The report of a run under faults. */
export function faultsText(
  { load, observed, injected, backfilled, verdicts }: FaultRun,
  seed: number,
): string {
  const { tally } = load;
  const millis = (share: number): string => `${tally.answerMillisAt(share).toFixed(0)} ms`;
  const { stored, alreadyThere } = backfilled;
  return [
    row('calls', `${tally.calls}, seed ${seed}`),
    row('callbacks', `${tally.requests}, ${tally.duplicates} of them duplicates`),
    row('endings', counts(tally.endings)),
    row('faults', counts(injected)),
    row('recorded', counts(observed.recorded)),
    row('redriven', counts(observed.redriven)),
    row('backfilled', `${stored} of the log and the dead letters, ${alreadyThere} were there already`),
    row('outcomes', `${observed.writes.size + stored} stored`),
    row('in functions', `max ${observed.longestMilliseconds} ms`),
    row('answer times', `p50 ${millis(0.5)}, p90 ${millis(0.9)}, p99 ${millis(0.99)}, max ${millis(1)}`),
    '',
    ...verdicts.flatMap(({ promise, broken }) => [
      row(broken.length > 0 ? 'BROKEN' : 'kept', promise),
      ...broken.slice(0, MAX_SHOWN).map((each) => row('', each)),
      ...(broken.length > MAX_SHOWN ? [row('', `and ${broken.length - MAX_SHOWN} more`)] : []),
    ]),
  ].join('\n');
}
