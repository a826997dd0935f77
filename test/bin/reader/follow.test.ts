import { expect, test } from 'vitest';
import { followOutcomes } from '../../../bin/reader/follow.ts';
import type { OutcomeReader } from '../../../bin/reader/reader.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { row } from './items.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');

/** A store that has more to show at every look; the clock goes on a minute with each. */
function growing(looks: readonly (readonly [string, number][])[]) {
  const stop = new AbortController();
  const stored: StoredOutcome[] = [];
  const ranges: { since: number; until: number }[] = [];
  let now = NOW;
  const byOutcome: OutcomeReader['byOutcome'] = async function* (question) {
    const { sinceEpochMilliseconds: since, untilEpochMilliseconds: until } = question;
    for (const [callId, secondsAfterNow] of looks[ranges.length] ?? []) {
      const eventTime = new Date(NOW + secondsAfterNow * 1000).toISOString();
      stored.push({ callId, eventTime, eventKey: `${eventTime}#x`, outcome: 'busy' });
    }
    ranges.push({ since, until });
    yield* stored.filter(({ eventTime }) => Date.parse(eventTime) >= since && Date.parse(eventTime) < until);
    now += 60_000;
    if (ranges.length > looks.length) stop.abort();
  };
  const question = {
    sinceEpochMilliseconds: NOW,
    everyMilliseconds: 0,
    scansTable: false,
    signal: stop.signal,
    nowEpochMilliseconds: () => Math.min(now, NOW + 60_000 * ranges.length),
  };
  return { question, ranges, reader: { byOutcome } as OutcomeReader, stop };
}

async function follow(looks: readonly (readonly [string, number][])[]) {
  const { reader, question, ranges } = growing(looks);
  const seen: string[] = [];
  for await (const { callId } of followOutcomes(reader, { ...question, everyMilliseconds: 1 }))
    seen.push(callId);
  return { seen, ranges };
}

test('each outcome once, though every look reads the last two minutes again', async () => {
  const { seen } = await follow([[['a', 1]], [['b', 61]], [], [['c', 150]]]);
  expect(seen).toEqual(['a', 'b', 'c']);
});

test('what is stored a minute after it happened is seen', async () => {
  const { seen } = await follow([[['a', 1]], [['b', 65]], [['late', 5]]]);
  expect(seen).toEqual(['a', 'b', 'late']);
});

test('what is dated ahead of our clock is seen', async () => {
  expect((await follow([[['ahead', 1800]]])).seen).toEqual(['ahead']);
});

test('what was dated before it began is new if it comes after the first look, and old if it was there', async () => {
  const { seen } = await follow([[['there', -20]], [['received-now', -30]]]);
  expect(seen).toEqual(['received-now']);
});

test('looks never go further back than two minutes before what was asked, and move on', async () => {
  const { ranges } = await follow([[], [], [], [], []]);
  const starts = ranges.map(({ since }) => since);
  expect(Math.min(...starts)).toBe(NOW - 120_000);
  expect(starts.at(-1)).toBeGreaterThan(NOW);
});

test('of a table that may be scanned, what is received is seen whatever it is dated, once', async () => {
  const stop = new AbortController();
  const looks = [['april'], ['april', 'may']];
  const asked: number[] = [];
  const received: OutcomeReader['received'] = async ({ receivedSinceEpochMilliseconds }) => {
    if (asked.push(receivedSinceEpochMilliseconds) > looks.length) stop.abort();
    return (looks[asked.length - 1] ?? []).map((callId) =>
      row({ callId, eventTime: '2026-04-30T10:00:00.000Z' }),
    );
  };
  const question = {
    sinceEpochMilliseconds: NOW,
    everyMilliseconds: 1,
    scansTable: true,
    signal: stop.signal,
  };
  const following = followOutcomes({ received } as OutcomeReader, question);
  expect((await following.next()).value).toMatchObject({ callId: 'april' });
  expect((await following.next()).value).toMatchObject({ callId: 'may' });
  expect((await following.next()).done).toBe(true);
  expect(asked).toEqual([NOW, NOW, NOW]);
});

test('ends when told to, also while it waits', async () => {
  const { reader, question, stop } = growing([[['a', 1]]]);
  const following = followOutcomes(reader, { ...question, everyMilliseconds: 3_600_000 });
  expect((await following.next()).value).toMatchObject({ callId: 'a' });
  const end = following.next();
  stop.abort();
  expect((await end).done).toBe(true);
});
