import { expect, it } from 'vitest';
import { runLoad } from '../../../bin/simulator/load/run.ts';
import { isStatusEvent, type Timeline } from '../../../bin/simulator/timeline.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { isOpenByTemporal, type WrittenCalendar } from '../../fuzz/hours-oracle.ts';
import { captureLog } from '../../support/captured-log.ts';
import { fetchFrom } from '../../support/in-process.ts';
import { deploymentWith, TOKEN } from '../../support/requests.ts';

captureLog();

/** The clock of New York goes back on Sunday, 1 November 2026. */
const SATURDAY = Date.parse('2026-10-31T04:00:00Z');
const WEEKEND_SECONDS = 2 * 86_400 + 3600;

const office: WrittenCalendar = {
  timeZone: 'America/New_York',
  weekly: { 'mon-sat': ['08:00-12:00', '13:00-18:00'], sun: ['00:30-01:30', '22:00-02:00'] },
  dates: { '2026-10-31': '20:00-03:00' },
};
const day: WrittenCalendar = {
  timeZone: 'America/New_York',
  weekly: { 'sat-sun': '05:00-23:30' },
  dates: {},
};

const policy = parsePolicy(
  {
    hours: { office, day },
    routes: [
      {
        name: 'support',
        hours: 'office',
        destinations: [
          'sip:desk-1@example.com',
          { to: 'sip:desk-2@example.com', hours: { not: 'day' } },
          '+15550002222',
        ],
      },
    ],
  },
  2026,
);

/** Asked of another clock. Where nothing is said, an application of the user's own named the destination. */
const OPEN: Readonly<Record<string, (time: number) => boolean>> = {
  'sip:desk-1@example.com': (time) => isOpenByTemporal(office, time),
  'sip:desk-2@example.com': (time) => !isOpenByTemporal(day, time),
  '+15550002222': (time) => isOpenByTemporal(office, time),
};

/** The hand-offs of a call that an answer of ours began, each with the time of the event that was answered. */
function ours({ moments }: Timeline) {
  let time: number | undefined;
  return moments.flatMap((moment) => {
    if (moment.kind === 'callback' && !isStatusEvent(moment.eventType))
      time = Date.parse(String(moment.fields.eventTime));
    return moment.kind === 'hand-off' && time !== undefined
      ? [{ destination: moment.destination, time }]
      : [];
  });
}

it('over a weekend on which the clock changes, every promise is kept and nobody is handed to a closed desk', async () => {
  const outcomes = new Map<string, number>();
  const put = async (item: OutcomeItem) => {
    const outcome = String(item.outcome);
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    return 'stored' as const;
  };
  const closed: object[] = [];
  let handOffs = 0;
  const { violations, tally } = await runLoad({
    ...{ baseUrl: 'http://in-process', token: TOKEN, runName: 'weekend', seed: 11 },
    ...{ calls: 2000, concurrency: 4, startMillis: SATURDAY, spanSeconds: WEEKEND_SECONDS },
    promises: { attempts: policy.limits.attempts, silentHangups: false },
    fetch: fetchFrom(deploymentWith({ put }, { policy })),
    onCall: (_, timeline) => {
      for (const handOff of ours(timeline)) {
        handOffs += 1;
        if (OPEN[handOff.destination]?.(handOff.time) === false) closed.push(handOff);
      }
    },
  });
  expect(violations).toEqual([]);
  expect(closed).toEqual([]);
  expect(tally.calls).toBe(2000);
  expect(handOffs).toBeGreaterThan(500);
  expect(outcomes.get('closed')).toBeGreaterThan(100);
});
