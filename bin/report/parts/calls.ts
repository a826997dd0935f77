import { percent } from '../../print/bar.ts';
import { CALL_RESULTS, type CallResult } from '../../story/call-result.ts';
import type { HourFigures, RouteFigures } from '../report.ts';
import { column, length, part } from './part.ts';

/** Titles of the results: alone, and at the head of a column. */
const RESULT_TITLES: Readonly<Record<CallResult, readonly [whole: string, short: string]>> = {
  reachedAtOnce: ['reached a person at the first hand-off', 'at once'],
  saved: ['saved by a later hand-off', 'saved'],
  message: ['left a message', 'message'],
  abandoned: ['gave up', 'gave up'],
  goodbye: ['heard goodbye, or was dropped', 'goodbye'],
  closed: ['called out of hours', 'closed'],
  unknown: ['unknown', 'unknown'],
};

const RESULTS = Object.keys(CALL_RESULTS) as CallResult[];

/** Calls by result. */
export const TOTALS = part<{
  readonly result: CallResult | 'calls';
  readonly calls: number;
  readonly share: number;
}>(
  { name: 'totals', title: 'Calls', empty: 'No calls.' },
  ({ totals }) =>
    (['calls', ...RESULTS] as const).map((result) => ({
      result,
      calls: totals[result],
      share: totals.calls === 0 ? 0 : totals[result] / totals.calls,
    })),
  [
    {
      name: 'result',
      title: 'result',
      counts: 'each call has exactly one',
      value: ({ result }) => result,
      text: ({ result }) => (result === 'calls' ? 'all calls' : RESULT_TITLES[result][0]),
    },
    column('calls', 'calls', 'calls that began in the period'),
    {
      name: 'share',
      title: 'share',
      counts: 'of all calls',
      value: ({ share }) => share,
      text: ({ calls }, { totals }) => percent(calls, totals.calls),
    },
  ],
);

/** Calls by route. */
export const ROUTES = part<RouteFigures>(
  { name: 'routes', title: 'By route', empty: 'No calls.' },
  ({ routes }) => routes,
  [
    {
      name: 'route',
      title: 'route',
      counts: 'the last one that an event of the call names',
      value: ({ route }) => route,
      text: ({ route }) => route ?? '(no route)',
    },
    column('calls', 'calls', 'calls that began in the period'),
    ...RESULTS.map((result) => column<RouteFigures>(result, RESULT_TITLES[result][1], CALL_RESULTS[result])),
    length(
      'waitToPersonP50',
      'wait p50',
      'from the start of a call to its connection, half of the calls at most',
      (row) => row.waitToPersonSeconds.p50,
    ),
    length(
      'waitToPersonP90',
      'wait p90',
      'the same, nine calls of ten',
      (row) => row.waitToPersonSeconds.p90,
    ),
    length(
      'gaveUpAfterP50',
      'gave up p50',
      'from the start to when a caller gave up, half of them',
      (row) => row.gaveUpAfterSeconds.p50,
    ),
  ],
);

/** Calls by hour of the day. */
export const HOURS = part<HourFigures>({ name: 'hours', title: 'By hour', empty: '' }, ({ hours }) => hours, [
  column('hour', 'hour', 'when the call began, on the clock of the zone; of several days the sum'),
  column('calls', 'calls', 'calls that began in the hour'),
  column('reached', 'reached', 'at once, or saved'),
  column('lost', 'lost', 'gave up, heard goodbye, or called out of hours'),
]);
