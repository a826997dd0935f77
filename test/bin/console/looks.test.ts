import { expect, onTestFinished, test, vi } from 'vitest';
import { looks } from '../../../bin/console/call/looks.ts';
import type { OutcomeReader } from '../../../bin/reader/reader.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { row } from './console-server.ts';

type ByOutcome = OutcomeReader['byOutcome'];

const recent = (callId: string, number = 1): StoredOutcome => {
  const eventTime = new Date(Date.now() - 1000).toISOString();
  return row(callId, { eventTime, eventKey: `${eventTime}#${number}` });
};

/** Looks at what a function gives, with each range that was asked for. */
function lookingAt(rowsOf: () => Iterable<StoredOutcome>, everyMilliseconds = 20) {
  const ranges: Parameters<ByOutcome>[0][] = [];
  const told: string[] = [];
  const onLook = vi.fn();
  const onTrouble = vi.fn();
  const reader: Pick<OutcomeReader, 'byOutcome'> = {
    async *byOutcome(range) {
      ranges.push(range);
      yield* rowsOf();
    },
  };
  const looking = looks({
    reader,
    sinceEpochMilliseconds: 1000,
    everyMilliseconds,
    onCall: (callId) => told.push(callId),
    onLook,
    onTrouble,
  });
  onTestFinished(() => looking.close());
  return { looking, ranges, told, onLook, onTrouble };
}

test('nothing is read while nobody watches, and each event is told once', async () => {
  const rows = [recent('c-1')];
  const { looking, ranges, told } = lookingAt(() => rows);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(ranges).toEqual([]);
  looking.watch(true);
  await expect.poll(() => ranges.length).toBeGreaterThan(2);
  expect(told).toEqual(['c-1']);
  rows.push(recent('c-1', 2), recent('c-2'));
  await expect.poll(() => told).toEqual(['c-1', 'c-1', 'c-2']);
});

test('the first look reads the range that was asked for, later ones what may have come late', async () => {
  const { looking, ranges } = lookingAt(() => []);
  looking.watch(true);
  await expect.poll(() => ranges.length).toBeGreaterThan(1);
  expect(ranges[0]?.sinceEpochMilliseconds).toBe(1000);
  const late = Date.now() - Number(ranges[1]?.sinceEpochMilliseconds);
  expect(late).toBeGreaterThanOrEqual(120_000);
  expect(late).toBeLessThan(180_000);
});

test('who leaves and comes back costs no look within the pause', async () => {
  const { looking, ranges, onLook } = lookingAt(() => [], 60_000);
  looking.watch(true);
  await expect.poll(() => onLook.mock.calls.length).toBe(1);
  for (let times = 0; times < 5; times += 1) {
    looking.watch(false);
    looking.watch(true);
  }
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(ranges).toHaveLength(1);
});

test('a look is bounded, and says so', async () => {
  function* endless() {
    for (let number = 0; ; number += 1) yield recent(`c-${number}`, number);
  }
  const { looking, told, onLook } = lookingAt(endless, 60_000);
  looking.watch(true);
  await expect.poll(() => onLook.mock.calls.length).toBe(1);
  expect(onLook.mock.calls[0]?.[0]).toMatchObject({ isCut: true });
  expect(told).toHaveLength(2000);
});

test('a table that cannot be read is told, and looked at again', async () => {
  let times = 0;
  const one = recent('c-1');
  const { looking, told, onTrouble } = lookingAt(() => {
    times += 1;
    if (times === 1) throw new Error('no rights');
    return [one];
  });
  looking.watch(true);
  await expect.poll(() => told).toEqual(['c-1']);
  expect(onTrouble.mock.calls).toEqual([[new Error('no rights')]]);
});
