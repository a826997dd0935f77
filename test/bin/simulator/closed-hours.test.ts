import { expect, it } from 'vitest';
import { runLoad } from '../../../bin/simulator/load/run.ts';
import { seeded } from '../../../bin/simulator/random.ts';
import { isStatusEvent, type Timeline } from '../../../bin/simulator/timeline.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { isOpenByTemporal, type WrittenCalendar } from '../../fuzz/hours-oracle.ts';
import { captureLog } from '../../support/captured-log.ts';
import { fetchFrom } from '../../support/in-process.ts';
import { deploymentWith, TOKEN } from '../../support/requests.ts';

const log = captureLog();

/** The clock of New York goes back on Sunday, 1 November 2026. */
const SATURDAY = Date.parse('2026-10-31T04:00:00Z');
const CALLS = 200;
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

const takesMessage = ['busy', 'no-answer', 'declined', 'unreachable', 'failed'].map((outcome) => [
  outcome,
  ['next', 'voicemail'],
]);

const policy = parsePolicy(
  {
    hours: { office, day },
    outcomes: { ...Object.fromEntries(takesMessage), closed: ['voicemail'] },
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

/** A store that keeps items by their key, and a queue that does when the store fails; both may fail one time in three. */
function recorders(areFaulty: boolean) {
  const random = seeded(11);
  const items = new Map<string, OutcomeItem>();
  const keep = (item: OutcomeItem) => {
    const key = `${item.callId}/${item.eventKey}`;
    const isKnown = items.has(key);
    if (!isKnown) items.set(key, item);
    return isKnown ? ('duplicate' as const) : ('stored' as const);
  };
  const put = async (item: OutcomeItem) => {
    if (areFaulty && random.chance(1 / 3)) throw new Error('a fault');
    return keep(item);
  };
  return {
    items,
    keep,
    store: { put },
    queue: { send: async (item: OutcomeItem) => void (await put(item)) },
  };
}

it.each([
  ['a store that takes everything', false],
  ['a store and a queue that fail one time in three', true],
])(
  'over a weekend on which the clock changes, with messages and %s, every promise is kept',
  async (_what, faulty) => {
    const { items, keep, store, queue } = recorders(faulty);
    const closed: object[] = [];
    const recordings = new Set<unknown>();
    let handOffs = 0;
    const { violations, tally } = await runLoad({
      ...{ baseUrl: 'http://in-process', token: TOKEN, runName: 'weekend', seed: 11 },
      ...{ calls: CALLS, concurrency: 4, startMillis: SATURDAY, spanSeconds: WEEKEND_SECONDS },
      promises: { attempts: policy.limits.attempts, silentHangups: false },
      fetch: fetchFrom(deploymentWith(store, { policy, queue })),
      onCall: (_, timeline) => {
        for (const handOff of ours(timeline)) {
          handOffs += 1;
          if (OPEN[handOff.destination]?.(handOff.time) === false) closed.push(handOff);
        }
        for (const moment of timeline.moments)
          if (moment.kind === 'callback' && moment.eventType === 'recordingAvailable')
            recordings.add(moment.fields.recordingId);
      },
    });
    expect(violations).toEqual([]);
    expect(closed).toEqual([]);
    expect(tally.calls).toBe(CALLS);
    expect(handOffs).toBeGreaterThan(CALLS / 4);

    // What neither took is whole in the log, from which it is stored later.
    for (const line of log.lines()) if (line.message === 'outcome not stored') keep(line.item as OutcomeItem);
    const outcomes = Map.groupBy(items.values(), ({ outcome }) => outcome);
    expect(outcomes.get('closed')?.length).toBeGreaterThan(CALLS / 20);
    expect(recordings.size).toBeGreaterThan(CALLS / 2);
    const told = [...items.values()].filter(({ eventType }) => eventType === 'recordingAvailable');
    const stored = told.map((item) => item.recordingId);
    for (const { duration, outcome } of told)
      expect(outcome).toBe(duration === 'PT0S' ? 'no-message' : 'voicemail');
    expect(new Set(stored)).toEqual(recordings);
    expect(stored).toHaveLength(recordings.size);
  },
);
