import { describe, expect, it } from 'vitest';
import { exposureSeconds, FAILOVER_RULE } from '../../../lib/failover/times.ts';
import { allHealthy, healthCheck, type Minute } from './documented-rules.ts';

const CRITERIA = { threshold: FAILOVER_RULE.errorShare, evaluationPeriods: FAILOVER_RULE.badMinutes };

/** The callbacks whose calls come to a deployment. */
type Callback = 'initiate' | 'refer-complete' | 'transfer-complete';

interface World {
  /** The share of a callback's requests that the first region answers 5xx in a minute. */
  readonly fails: (minute: number) => number;
  /** Whether calls come in a minute. */
  readonly isBusy?: (minute: number, callback: Callback) => boolean;
  /** Minutes in which an operator probes the first region's own address. */
  readonly isProbed?: (minute: number) => boolean;
  readonly leastData?: number;
}

const CALLBACKS: readonly Callback[] = ['initiate', 'refer-complete', 'transfer-complete'];

/** How long resolvers keep the old address, in minutes. */
const DNS_MINUTES = 1;

/** Plays minutes: the changes of DNS, and the minutes in which calls met a first region that failed them. */
function played(minutes: number, world: World) {
  const { fails, isBusy = () => true, isProbed = () => false, leastData = FAILOVER_RULE.badMinutes } = world;
  const checks = CALLBACKS.map(() => healthCheck(CRITERIA, leastData));
  const changes: { readonly minute: number; readonly to: 'first' | 'second' }[] = [];
  let exposedMinutes = 0;
  let leads: 'first' | 'second' = 'first';
  let changedAt = Number.NEGATIVE_INFINITY;
  for (let minute = 0; minute < minutes; minute += 1) {
    const isFirstAsked = leads === 'first' || minute - changedAt <= DNS_MINUTES;
    const share = fails(minute);
    const data = CALLBACKS.map((callback): Minute => {
      const calls = isFirstAsked && isBusy(minute, callback) ? [share] : [];
      const probes = isProbed(minute) ? [share] : [];
      const all = [...calls, ...probes];
      return all.length === 0 ? undefined : all.reduce((sum, each) => sum + each, 0) / all.length;
    });
    if (isFirstAsked && share >= CRITERIA.threshold && CALLBACKS.some((each) => isBusy(minute, each)))
      exposedMinutes += 1;
    const isHealthy = allHealthy(data.map((each, index) => checks[index]?.(each) ?? true));
    const next = isHealthy ? 'first' : 'second';
    if (next !== leads) {
      changes.push({ minute, to: next });
      leads = next;
      changedAt = minute;
    }
  }
  return { changes, exposedMinutes };
}

const OUTAGE = { from: 10, to: 70 };
const isOut = (minute: number): boolean => minute >= OUTAGE.from && minute < OUTAGE.to;
const outage = (minute: number): number => (isOut(minute) ? 1 : 0);

/** The operator begins half an hour after the region is back. */
const BACK = 100;
const isProbed = (minute: number): boolean => minute >= BACK && minute < BACK + 5;

const THERE_AND_BACK = [
  { minute: OUTAGE.from + FAILOVER_RULE.badMinutes - 1, to: 'second' },
  expect.objectContaining({ to: 'first' }),
];

describe.each([
  ['as strict with data as can be', FAILOVER_RULE.badMinutes],
  ['content with one minute of data', 1],
])('DNS by the documented rules, %s', (_what, leastData) => {
  const play = (minutes: number, world: World) => played(minutes, { leastData, ...world });

  it('leaves a dead region once, for 60 minutes and more, and comes back when somebody has probed it', () => {
    const { changes, exposedMinutes } = play(180, { fails: outage, isProbed });
    expect(changes).toEqual(THERE_AND_BACK);
    expect(changes[1]?.minute).toBeGreaterThanOrEqual(BACK);
    expect(exposedMinutes * 60).toBeGreaterThanOrEqual(exposureSeconds().least);
    expect(exposedMinutes * 60).toBeLessThanOrEqual(exposureSeconds().most);
  });

  it('stays away while nobody comes back by hand, the whole night and the next day', () => {
    expect(play(2 * 1440, { fails: outage }).changes).toHaveLength(1);
  });

  it('is not led back into a dead region by probes that fail', () => {
    const { changes } = play(180, { fails: (minute) => (minute >= OUTAGE.from ? 1 : 0), isProbed });
    expect(changes).toHaveLength(1);
  });

  it('leaves a region once that only throttles, whatever its share', () => {
    for (const share of [0.05, 0.3, 0.9]) {
      const fails = (minute: number): number => (isOut(minute) ? share : 0);
      expect(play(180, { fails, isProbed }).changes).toEqual(THERE_AND_BACK);
    }
    expect(play(180, { fails: (minute) => (isOut(minute) ? 0.04 : 0) }).changes).toEqual([]);
  });

  it('leaves a region in which one callback alone has calls', () => {
    for (const only of CALLBACKS)
      expect(
        play(180, { fails: outage, isProbed, isBusy: (_, callback) => callback === only }).changes,
      ).toEqual(THERE_AND_BACK);
  });

  it('does not move in nights without calls', () => {
    expect(play(3 * 1440, { fails: () => 0, isBusy: (minute) => minute % 1440 < 600 }).changes).toEqual([]);
  });

  it('does not move for one odd minute among calls', () => {
    expect(play(180, { fails: (minute) => (minute === 60 ? 1 : 0) }).changes).toEqual([]);
  });
});
