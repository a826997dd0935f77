import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AskedCall, oneCall } from '../../../bin/one-call/one-call.ts';
import { playCall } from '../../../bin/simulator/play-call.ts';
import { readBackFrom } from '../../../bin/simulator/stored.ts';
import { only } from '../../../bin/simulator/timeline.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { type OwnServer, startOwnServer } from '../../support/own-server.ts';

const FILE = {
  limits: { attempts: 2 },
  hours: { office: { timeZone: 'America/New_York', weekly: { 'tue-fri': '09:00-17:00' } } },
  routes: [
    { name: 'vip', match: { tag: 'vip*' }, destinations: ['sip:vip@x.com'] },
    {
      name: 'office',
      match: { to: '+12125550000' },
      hours: 'office',
      destinations: ['sip:a@x.com', 'sip:b@x.com', { to: '+12125551111', hours: { not: 'office' } }],
    },
    { name: 'closed', match: { to: 'sip:desk@*' }, hours: 'office', destinations: ['sip:a@x.com'] },
    { name: 'many', match: { from: '+1*' }, destinations: ['sip:a@x.com', 'sip:b@x.com', 'sip:c@x.com'] },
  ],
};
const POLICY = parsePolicy(FILE);

let server: OwnServer;
beforeAll(async () => {
  server = await startOwnServer(FILE);
});
afterAll(() => server.close());

async function play(asked: Partial<AskedCall>) {
  const prepared = oneCall(POLICY, { outcomes: ['busy', 'no-answer', 'connected'], ...asked });
  const timeline = await playCall({ ...server, ...prepared });
  return {
    handOffs: only(timeline, 'hand-off').map(({ destination }) => destination),
    notes: prepared.notes(timeline),
    fields: only(timeline, 'callback')[0]?.fields,
    outcomes: (await readBackFrom(server)(prepared.call.callId)).map(({ outcome }) => outcome),
  };
}

const SATURDAY = '2026-11-28T18:40';

describe('a hand-off that did not happen says why', () => {
  test('all is closed', async () => {
    const { handOffs, notes, outcomes, fields } = await play({ route: 'closed', at: SATURDAY });
    expect({ handOffs, notes }).toEqual({
      handOffs: [],
      notes: [
        'Not needed: busy, no-answer, connected. The call had 0 hand-offs.',
        'sip:a@x.com closed: opens Tue 09:00 New York',
      ],
    });
    expect(outcomes).toContain('closed');
    expect(fields).toMatchObject({ eventTime: '2026-11-28T23:40:00.000Z' });
  });

  test('some are closed, and passed over', async () => {
    const closed = 'sip:a@x.com, sip:b@x.com closed: opens Tue 09:00 New York';
    const taken = await play({ to: '+12125550000', at: SATURDAY, outcomes: ['completed'] });
    expect(taken).toMatchObject({ handOffs: ['+12125551111'], notes: [closed] });
    const failed = await play({ to: '+12125550000', at: SATURDAY });
    expect(failed.notes.slice(1)).toEqual([
      closed,
      'no-answer, next: no destination left: +12125551111 is the last of route office',
    ]);
  });

  test('what comes after the destination that took the call is not told', async () => {
    const { handOffs, notes } = await play({
      route: 'office',
      at: '2026-11-25T10:00',
      outcomes: ['completed'],
    });
    expect({ handOffs, notes }).toEqual({ handOffs: ['sip:a@x.com'], notes: [] });
  });

  test('a limit is reached', async () => {
    const { handOffs, notes } = await play({
      from: '+12125559999',
      to: 'sip:x@y.com',
      outcomes: ['no-answer', 'no-answer', 'connected'],
    });
    expect({ handOffs, notes }).toEqual({
      handOffs: ['sip:a@x.com', 'sip:b@x.com'],
      notes: [
        'Not needed: connected. The call had 2 hand-offs.',
        'no-answer, next: attempts used up: 2 of 2',
      ],
    });
  });

  test('no route takes the call', async () => {
    const { notes, outcomes, fields } = await play({ from: 'Anonymous', to: 'sip:x@y.com' });
    expect(notes.at(-1)).toBe('unrouted: no route matches the call');
    expect(outcomes).toContain('unrouted');
    expect(fields).toMatchObject({ from: 'Anonymous', to: 'sip:x@y.com' });
  });
});

test('the first route takes a call that its fields match, also by a tag', async () => {
  expect((await play({ tag: 'vip-17', outcomes: ['connected'] })).handOffs).toEqual(['sip:vip@x.com']);
  expect(
    (await play({ to: 'sip:desk@y.com', at: '2026-11-25T10:00', outcomes: ['connected'] })).handOffs,
  ).toEqual(['sip:a@x.com']);
});

test('a route that is named keeps a call of other fields', async () => {
  const asked = { route: 'vip', from: 'Anonymous', to: '+12125550000', outcomes: ['connected'] };
  expect((await play(asked)).handOffs).toEqual(['sip:vip@x.com']);
});
