import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, type Outcome } from '../../../functions/recovery/outcome.ts';
import {
  type ReferComplete,
  type ReferResult,
  referComplete,
  referOutcome,
} from '../../../functions/refer-complete/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { documented, POLICY } from '../../support/requests.ts';

type Code = number | string | undefined;

const failure = (refer: Code, notify?: Code): Outcome =>
  referOutcome({ referCallStatus: 'failure', referSipResponseCode: refer, notifySipResponseCode: notify });

/** Documented codes, and of every class some that are not. */
const REFER: Record<string, readonly number[]> = {
  unconfirmed: [200, 202, 204, 299],
  refused: [
    400, 401, 402, 403, 405, 406, 407, 415, 420, 421, 422, 424, 488, 489, 493, 494, 499, 501, 603, 606, 607,
    608, 699,
  ],
  unreachable: [404, 410, 416, 484, 485, 604],
  unavailable: [500, 502, 503, 504, 505, 513, 580, 599],
  failed: [100, 180, 199, 300, 301, 302, 380, 399, 408, 413, 423, 480, 481, 482, 483, 486, 487, 491, 600],
};

const NOTIFY: Record<string, readonly number[]> = {
  busy: [486, 600],
  'no-answer': [408, 480, 487],
  declined: [401, 403, 407, 603, 601, 607, 608, 699],
  unreachable: [404, 410, 416, 484, 485, 604],
  unavailable: [500, 502, 503, 504, 505, 513, 580, 599],
  unconfirmed: [100, 180, 183, 199, 200, 202, 299],
  failed: [
    300, 302, 380, 400, 402, 405, 406, 413, 415, 420, 421, 423, 481, 482, 483, 488, 489, 491, 493, 499, 501,
    606,
  ],
};

const rows = (table: Record<string, readonly number[]>) =>
  Object.entries(table).flatMap(([outcome, codes]) => codes.map((code) => [code, outcome] as const));

describe('the outcome', () => {
  it.each(rows(REFER))(
    'of REFER %i is %s, also as text; from 300 on whatever NOTIFY says',
    (code, outcome) => {
      expect(failure(code)).toBe(outcome);
      expect(failure(String(code))).toBe(outcome);
      if (code >= 300)
        for (const notify of [200, 404, 486, 503, 'odd']) expect(failure(code, notify)).toBe(outcome);
    },
  );

  it.each(rows(NOTIFY))(
    'of NOTIFY %i is %s, after any 2xx, without a code and after a 1xx',
    (code, outcome) => {
      for (const refer of [200, 202, 299, '202', undefined, 100]) {
        expect(failure(refer, code)).toBe(outcome);
        expect(failure(refer, String(code))).toBe(outcome);
      }
    },
  );

  it.each([
    '',
    ' ',
    'busy',
    'NaN',
    '-486',
    -486,
    0,
    99,
    700,
    1e9,
    486.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('with %j in place of a code is as if that was absent', (code) => {
    expect(failure(code, 486)).toBe('busy');
    expect(failure(202, code)).toBe('unconfirmed');
    expect(failure(405, code)).toBe('refused');
    expect(failure(code, code)).toBe('failed');
  });

  it.each(['failure', 'failed', 'FAILURE', 'succes', 'unknown', ' ', '__proto__'])(
    'of the status %j is that of a failure, read by its codes',
    (referCallStatus) => {
      const codes = { referSipResponseCode: 202, notifySipResponseCode: 486 };
      expect(referOutcome({ referCallStatus, ...codes })).toBe('busy');
    },
  );

  it.each([
    ['on a SIP call', { direction: 'inbound', to: 'sip:support@bw.example.com' }, 'failed'],
    ['on a call that does not say what it is', {}, 'failed'],
    [
      'on a call to a number, which cannot be referred',
      { direction: 'inbound', to: '+15553334444' },
      'refused',
    ],
    ['on an outbound call, which cannot be referred', { direction: 'outbound' }, 'refused'],
  ])('without codes, %s', (_where, call, expected) => {
    expect(referOutcome({ referCallStatus: 'failure', ...call })).toBe(expected);
  });

  it('is one of ours whatever the event says, and connected by success alone', () => {
    const code = fc.oneof(
      fc.integer({ min: 100, max: 699 }),
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(null, undefined),
    );
    const status = fc.oneof(fc.constantFrom('success', 'failure'), fc.string(), code);
    fc.assert(
      fc.property(status, code, code, (referCallStatus, refer, notify) => {
        const codes = { referSipResponseCode: refer, notifySipResponseCode: notify };
        const outcome = referOutcome({ referCallStatus, ...codes } as ReferResult);
        expect(OUTCOMES).toContain(outcome);
        expect(outcome === 'connected').toBe(referCallStatus === 'success');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the decision', () => {
  const decided = (fixture: string, changes: object = {}, handOff: object = {}, policy = POLICY) =>
    referComplete.decide(
      documented(fixture, changes) as unknown as ReferComplete,
      { attempt: 1, retries: 0, ...handOff },
      policy,
    );
  const LAST = { attempt: 2, retries: 1, destination: { targets: ['sip:bob@desk.example.com'] } };

  it('after success: nothing, the call is no longer ours', () => {
    expect(decided('refer-success')).toMatchObject({ outcome: 'connected', action: { kind: 'nothing' } });
  });

  it('after a refused REFER: the same destination by Transfer', () => {
    expect(decided('refer-rejected-405')).toMatchObject({
      outcome: 'refused',
      step: 'bridge',
      action: { verb: 'transfer', handOff: { destination: { targets: ['sip:alice@desk.example.com'] } } },
    });
  });

  it.each<[string, Code, Code, string]>([
    ['no code', undefined, undefined, 'bridge'],
    ['a refused target', 416, undefined, 'bridge'],
    ['a dialog that is gone', 481, undefined, 'bridge'],
    ['a server error', 500, undefined, 'bridge'],
    ['a NOTIFY alone', undefined, 503, 'goodbye'],
    ['a NOTIFY', 202, 404, 'goodbye'],
    ['no NOTIFY', 202, undefined, 'goodbye'],
  ])('after %s at the last destination of the URL: %s', (_what, refer, notify, step) => {
    const codes = { referSipResponseCode: refer, notifySipResponseCode: notify };
    expect(decided('refer-target-404', codes, LAST).step).toBe(step);
  });

  it('is told the age of the call by the event', () => {
    const routes = [{ name: 'a', destinations: ['sip:a@b.c', 'sip:d@e.f'] }];
    const policy = parsePolicy({ limits: { callSeconds: 60 }, routes });
    const at = (startTime: string) => decided('refer-target-404', { startTime }, {}, policy);
    expect(at('2026-04-30T13:20:00.000Z').step).toBe('next');
    const tooOld = { step: 'next', reason: 'call too old' };
    expect(at('2026-04-30T13:19:39.810Z').passedOver).toContainEqual(tooOld);
    expect(at('not a time').step).toBe('next');
  });

  it('follows the route that the fields of the event choose', () => {
    const policy = parsePolicy({
      routes: [
        { name: 'other', match: { to: 'sip:other@*' }, destinations: ['sip:a@b.c'] },
        {
          name: 'support',
          match: { to: 'sip:support@*', from: '*@customer.example.com' },
          destinations: ['sip:d@e.f'],
        },
      ],
    });
    expect(decided('refer-target-404', {}, {}, policy).ended.route).toBe('support');
  });
});
