import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { oneCall } from '../../../bin/one-call/one-call.ts';
import { NAMED_OUTCOMES } from '../../../bin/one-call/outcomes.ts';
import { playCall } from '../../../bin/simulator/play-call.ts';
import { readBackFrom } from '../../../bin/simulator/stored.ts';
import { only } from '../../../bin/simulator/timeline.ts';
import type { Outcome } from '../../../functions/recovery/outcome.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { type OwnServer, startOwnServer } from '../../support/own-server.ts';

const FILE = {
  routes: [
    { name: 'tagged', match: { tag: 'es*' }, destinations: ['sip:es@example.com'] },
    { name: 'numbers', match: { to: ['+1555*'] }, destinations: ['+15550001111', '+15550002222'] },
    { name: 'ring', match: { to: 'sip:all@*' }, destinations: [['sip:a@example.com', '+15550003333']] },
    {
      name: 'asked',
      match: { to: ['+1666*'] },
      destinations: [{ to: '+15550004444', confirm: true }],
    },
    {
      name: 'app',
      match: { applicationId: 'abc*', from: '*@vip.example.com' },
      destinations: ['sip:vip@example.com'],
    },
    { name: 'desks', destinations: ['sip:a@example.com', 'sip:b@example.com'] },
    { name: 'hidden', destinations: ['sip:hidden@example.com'] },
  ],
};
const POLICY = parsePolicy(FILE);

let server: OwnServer;
beforeAll(async () => {
  server = await startOwnServer(FILE);
});
afterAll(() => server.close());

async function play(route: string | undefined, outcomes: readonly Outcome[], policy = POLICY) {
  const prepared = oneCall(policy, { route, outcomes });
  const timeline = await playCall({ ...server, ...prepared });
  const stored = await readBackFrom(server)(prepared.call.callId);
  return {
    results: only(timeline, 'hand-off').map(({ by, destination }) => `${by} ${destination}`),
    ended: timeline.ending.how,
    notes: prepared.notes(timeline),
    outcomes: stored.map(({ outcome }) => outcome),
  };
}

const NOT_OF_REFER = ['completed', 'throttled', 'misconfigured', 'cancelled', 'not-accepted'];
const NOT_OF_TRANSFER = ['unreachable', 'unavailable', 'refused', 'unconfirmed', 'not-accepted'];

describe('each outcome is stored as such, or told where the verb cannot have it', () => {
  test.each(NAMED_OUTCOMES.filter((name) => name !== 'abandoned'))('<Refer>: %s', async (outcome) => {
    const { outcomes, notes } = await play('desks', [outcome, 'connected']);
    const instead = outcome === 'completed' ? 'connected' : 'failed';
    const found = NOT_OF_REFER.includes(outcome) ? instead : outcome;
    expect(outcomes[1]).toBe(found);
    const told = `Hand-off 1: a refer cannot be ${outcome}, it is ${found} instead.`;
    expect(notes.includes(told)).toBe(found !== outcome);
  });

  test.each(NAMED_OUTCOMES.filter((name) => name !== 'abandoned'))('<Transfer>: %s', async (outcome) => {
    const { outcomes, notes } = await play('numbers', [outcome]);
    const found = NOT_OF_TRANSFER.includes(outcome)
      ? outcome === 'not-accepted'
        ? 'completed'
        : 'failed'
      : outcome === 'connected'
        ? 'completed'
        : outcome;
    expect(outcomes).toContain(found);
    expect(notes.some((note) => note.startsWith('Hand-off 1: '))).toBe(NOT_OF_TRANSFER.includes(outcome));
  });

  test('<Transfer> whose callee is asked: not-accepted', async () => {
    const { outcomes, notes } = await play('asked', ['not-accepted']);
    expect(outcomes).toContain('not-accepted');
    expect(notes).toEqual([]);
  });

  test.each([
    ['desks', ['begun', 'completed']],
    ['numbers', ['begun', 'abandoned', 'completed']],
  ])('abandoned: the caller hangs up during the hand-off of %s', async (route, outcomes) => {
    expect(await play(route, ['abandoned', 'busy'])).toMatchObject({
      ended: 'caller-left',
      outcomes,
      notes: ['Not needed: busy. The call had 1 hand-off.'],
    });
  });
});

test('the last outcome happens to further hand-offs', async () => {
  const { notes, ended } = await play('desks', ['no-answer']);
  expect({ notes, ended }).toEqual({
    ended: 'hangup',
    notes: ['Not named: 1 hand-off more, which had the last outcome, no-answer.'],
  });
});

test('of phones that ring at once the first answers', async () => {
  const { results, outcomes } = await play('ring', ['connected']);
  expect(results).toEqual(['transfer sip:a@example.com,+15550003333']);
  expect(outcomes).toEqual(expect.arrayContaining(['cancelled', 'completed']));
});

describe('a caller whom the route is for', () => {
  test.each([
    ['tagged', 'refer sip:es@example.com'],
    ['numbers', 'transfer +15550001111'],
    ['ring', 'transfer sip:a@example.com,+15550003333'],
    ['app', 'refer sip:vip@example.com'],
    ['desks', 'refer sip:a@example.com'],
    ['hidden', 'refer sip:hidden@example.com'],
    [undefined, 'refer sip:es@example.com'],
  ])('%s', async (route, first) => {
    expect((await play(route, ['connected'])).results).toEqual([first]);
  });

  test('without routes, one whom an application of the user’s own has referred', async () => {
    const { results, ended } = await play(undefined, ['no-answer'], parsePolicy({}));
    expect({ results: results[0], ended }).toEqual({
      results: 'refer sip:desk@example.com',
      ended: 'hangup',
    });
  });
});

test.each(['desks', 'tagged'])('the context of the one call is in every URL of %s', async (route) => {
  const prepared = oneCall(POLICY, { route, outcomes: ['busy', 'connected'], context: 'ticket-4711' });
  const timeline = await playCall({ ...server, ...prepared });
  const urls = only(timeline, 'callback').filter(({ eventType }) => eventType !== 'disconnect');
  expect(urls.length).toBeGreaterThan(0);
  for (const { url } of urls) expect(url).toContain('context=ticket-4711');
});
