import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideAgain } from '../../../bin/explain/replay/decide-again.ts';
import { replayed } from '../../../bin/explain/replay/replayed.ts';
import { changedPercent, replayedText } from '../../../bin/explain/replay/replayed-text.ts';
import { unchanged } from '../../../bin/explain/replay/unchanged.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import type { CallbackName } from '../../../functions/callbacks.ts';
import { readItem } from '../../../functions/outcomes/read-item.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { policyHash } from '../../../lib/policy-hash.ts';
import { hostileQuery, policyFile } from '../../functions/recovery/arbitraries.ts';
import { captureLog } from '../../support/captured-log.ts';
import { deploymentWith, documented, send } from '../../support/requests.ts';
import { each, row } from '../reader/items.ts';

captureLog();

const DESTINATIONS = ['sip:anna@office.example.com', '+15556667777'];
const policyOf = (more: object = {}, destinations: readonly unknown[] = DESTINATIONS) =>
  parsePolicy({ ...more, routes: [{ name: 'office', destinations }] });
const NOW = policyOf();
const WITH_VOICEMAIL = policyOf({ outcomes: { busy: ['next', 'voicemail'] } });

/** A row of a hand-off to Anna that ended, as `NOW` decided it. */
const ended = (callId: string, second: number, outcome: string, fields: object = {}): StoredOutcome =>
  row({
    callId,
    eventTime: `2026-11-21T10:00:${second}.000Z`,
    eventType: 'transferComplete',
    cause: outcome,
    outcome,
    route: 'office',
    destination: DESTINATIONS[0],
    attempt: 1,
    step: 'next',
    nextDestination: DESTINATIONS[1],
    ...fields,
  });
const STOPPED = { step: 'goodbye', nextDestination: undefined };
const LAST = { destination: DESTINATIONS[1], attempt: 2, retries: 1, ...STOPPED };

describe('a stored outcome', () => {
  it('is decided again, where something is decided about its event', () => {
    expect(decideAgain(ended('c-1', 10, 'busy'), NOW)).toBe(`next → ${DESTINATIONS[1]}`);
    expect(decideAgain(ended('c-1', 10, 'busy', LAST), WITH_VOICEMAIL)).toBe('voicemail');
  });

  it.each([
    ['a leg that ended', { eventType: 'transferDisconnect' }],
    ['a message that can be fetched', { eventType: 'recordingAvailable', outcome: 'voicemail' }],
    ['an event of a type that we do not know', { eventType: 'bridgeComplete' }],
    ['a callback that was not understood', { outcome: 'rejected' }],
  ])('is not: %s', (_what, fields) => {
    expect(decideAgain(ended('c-1', 10, 'busy', fields), NOW)).toBeUndefined();
  });

  it('of any policy and any event is decided again as it was', async () => {
    const events: [CallbackName, object][] = [
      ['initiate', documented('refer-success', { eventType: 'initiate' })],
      ['answer', documented('transfer-busy', { eventType: 'answer' })],
      ...['refer-rejected-405', 'refer-target-404', 'refer-notify-timeout'].map(
        (fixture): [CallbackName, object] => ['refer-complete', documented(fixture)],
      ),
      ['transfer-complete', documented('transfer-busy')],
      ['transfer-complete', documented('transfer-busy', { cause: 'error', eventTime: 'undated' })],
      ['record-complete', documented('record-complete')],
      ...['1', '9', ''].map((digits): [CallbackName, object] => [
        'gather',
        documented('transfer-busy', { eventType: 'gather', digits }),
      ]),
    ];
    await fc.assert(
      fc.asyncProperty(
        policyFile,
        fc.constantFrom(...events),
        hostileQuery,
        async (file, [name, body], query) => {
          const policy = parsePolicy(file);
          // The caller is asked by a URL that has a menu.
          if (name === 'gather' && !query.has('menu')) query.set('menu', 'refer.busy');
          const items: StoredOutcome[] = [];
          const put = async (item: object) => {
            items.push(readItem(JSON.stringify(item)) as StoredOutcome);
            return 'stored' as const;
          };
          await send(deploymentWith({ put }, { policy }), { name, body, query: query.toString() });
          expect(await replayed(each(items), policy)).toMatchObject({
            decisions: 1,
            calls: 1,
            changedCalls: 0,
          });
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('of a holiday is decided again in the next year as it was', () => {
  const hours = {
    office: { timeZone: 'UTC', weekly: { 'mon-fri': '08:00-18:00' }, dates: { '4th thu nov': 'closed' } },
  };
  const file = { hours, routes: [{ name: 'office', hours: 'office', destinations: DESTINATIONS }] };
  const row = ended('c-1', 10, 'busy', { eventTime: '2026-11-26T10:00:00.000Z' });
  for (const year of [2026, 2027]) expect(decideAgain(row, parsePolicy(file, year))).toBe('goodbye');
});

describe('what would have changed', () => {
  const busy = (callId: string) => [ended(callId, 10, 'busy'), ended(callId, 40, 'busy', LAST)];

  it('is grouped by route, outcome and step, with examples', async () => {
    const rows = ['c-1', 'c-2', 'c-3', 'c-4'].flatMap(busy);
    const result = await replayed(
      each([...rows, ended('c-5', 10, 'no-answer', { cause: 'timeout' })]),
      WITH_VOICEMAIL,
    );
    expect(result).toEqual({
      decisions: 9,
      calls: 5,
      changedCalls: 4,
      changes: [
        {
          route: 'office',
          outcome: 'busy',
          was: 'goodbye',
          wouldBe: 'voicemail',
          calls: 4,
          examples: ['c-1', 'c-2', 'c-3'],
        },
      ],
    });
    expect(changedPercent(result)).toBe(80);
    expect(replayedText(result)).toContain(
      '4 calls of 5 would have gone otherwise (80.0 %); 9 decisions made again.',
    );
  });

  it('is of each call its first difference, in whatever order its rows are read', async () => {
    const straight = policyOf({ outcomes: { busy: ['voicemail'] } });
    for (const rows of [busy('c-1'), busy('c-1').reverse()]) {
      const { changes } = await replayed(each(rows), straight);
      expect(changes).toMatchObject([{ was: `next → ${DESTINATIONS[1]}`, wouldBe: 'voicemail', calls: 1 }]);
    }
    const atOnce = [ended('c-1', 10, 'busy', { attempt: 2, step: 'hangup' }), ended('c-1', 10, 'busy')];
    for (const rows of [atOnce, atOnce.toReversed()])
      expect((await replayed(each(rows), straight)).changes).toMatchObject([
        { was: `next → ${DESTINATIONS[1]}` },
      ]);
  });

  it('is another destination, too', async () => {
    const other = policyOf({}, [DESTINATIONS[0], 'sip:ben@x.example']);
    const { changes } = await replayed(each([ended('c-1', 10, 'busy')]), other);
    expect(changes).toMatchObject([{ wouldBe: 'next → sip:ben@x.example' }]);
  });

  it('is nothing by the same policy, and nothing of nothing', async () => {
    expect(await replayed(each(busy('c-1')), NOW)).toMatchObject({ changedCalls: 0, changes: [] });
    const none = await replayed(each([]), NOW);
    expect([none, changedPercent(none)]).toEqual([
      { decisions: 0, calls: 0, changedCalls: 0, changes: [] },
      0,
    ]);
  });

  it('is a caller who has waited long enough, from the first hand-off of the call on', async () => {
    const busy = [{ step: 'retry', times: 9 }, 'voicemail'];
    const waiting = policyOf({ limits: { waitSeconds: 30 }, outcomes: { busy } });
    const again = { step: 'retry', nextDestination: DESTINATIONS[0] };
    const call = [10, 20, 39].map((second, index) =>
      ended('c-1', second, 'busy', { ...again, retries: index, attempt: index + 1 }),
    );
    expect(await replayed(each(call), waiting)).toMatchObject({ decisions: 3, changedCalls: 0 });
    const late = ended('c-1', 40, 'busy', { ...again, retries: 3, attempt: 4 });
    const { changes } = await replayed(each([...call, late]), waiting);
    expect(changes).toMatchObject([{ was: `retry → ${DESTINATIONS[0]}`, wouldBe: 'voicemail' }]);
  });

  it('shows the largest changes, and nothing that moves a cursor', async () => {
    const rows = Array.from({ length: 60 }, (_, index) =>
      ended(`c-\u001b${index}`, 10, 'busy', { route: `r-${index}`, step: 'hangup' }),
    );
    const text = replayedText(await replayed(each(rows), NOW));
    expect(text).toContain('and 10 changes more: --json has all');
    expect(text).toContain('c-\\u{1b}0');
  });
});

describe('unchanged', () => {
  const reader = (rows: readonly StoredOutcome[]) => ({ call: () => each(rows) });
  const changed = ended('c-1', 10, 'busy', STOPPED);
  const own = { policy: policyHash(NOW) };

  it('tells what the same policy would change', async () => {
    expect(await unchanged(reader([{ ...changed, ...own }]), NOW)('c-1')).toBe(
      `busy was goodbye, and would be next → ${DESTINATIONS[1]}`,
    );
    const same = ended('c-1', 10, 'busy', own);
    expect(await unchanged(reader([same]), NOW)('c-1')).toBeUndefined();
  });

  it('leaves out what another policy has decided', async () => {
    expect(
      await unchanged(reader([{ ...changed, policy: 'ffffffff' }, changed]), NOW)('c-1'),
    ).toBeUndefined();
  });
});

it('the hash of a policy has eight hex digits, and is another for another policy', () => {
  expect(policyHash(NOW)).toMatch(/^[0-9a-f]{8}$/);
  expect(policyHash(NOW)).toBe(policyHash(policyOf()));
  expect(policyHash(NOW)).not.toBe(policyHash(WITH_VOICEMAIL));
});
