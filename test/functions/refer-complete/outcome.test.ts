import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, type Outcome } from '../../../functions/recovery/outcome.ts';
import { type ReferResult, referOutcome } from '../../../functions/refer-complete/callback.ts';

type Code = number | string | undefined;

const failure = (refer: Code, notify?: Code): Outcome =>
  referOutcome({ referCallStatus: 'failure', referSipResponseCode: refer, notifySipResponseCode: notify });

describe('the shapes that are documented or inferred (facts 3a)', () => {
  it.each<[string, string, Code, Code, Outcome]>([
    ['transferred', 'success', 202, 200, 'connected'],
    ['endpoint refused the REFER', 'failure', 405, undefined, 'refused'],
    ['endpoint tried, target refused', 'failure', 202, 404, 'unreachable'],
    ['no final NOTIFY', 'failure', 202, undefined, 'unconfirmed'],
    ['REFER not sent or not answered', 'failure', undefined, undefined, 'failed'],
    ['success without NOTIFY', 'success', 202, undefined, 'connected'],
    ['success with another 2xx', 'success', 200, 202, 'connected'],
  ])('%s', (_name, referCallStatus, refer, notify, outcome) => {
    const result = { referCallStatus, referSipResponseCode: refer, notifySipResponseCode: notify };
    expect(referOutcome(result)).toBe(outcome);
  });
});

/** Codes of facts 10, and of every class some that are not listed there. */
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

describe('the answer to the REFER', () => {
  it.each(rows(REFER))('%i is %s, as a number and as a text', (code, outcome) => {
    expect(failure(code)).toBe(outcome);
    expect(failure(String(code))).toBe(outcome);
  });

  it.each(rows(REFER).filter(([code]) => code >= 300))(
    '%i counts before whatever NOTIFY says',
    (code, outcome) => {
      for (const notify of [200, 404, 486, 503, 'odd']) expect(failure(code, notify)).toBe(outcome);
    },
  );
});

describe('the final NOTIFY', () => {
  it.each(rows(NOTIFY))('%i is %s, after any 2xx, without a code and after a 1xx', (code, outcome) => {
    for (const refer of [200, 202, 299, '202', undefined, 100]) {
      expect(failure(refer, code)).toBe(outcome);
      expect(failure(refer, String(code))).toBe(outcome);
    }
  });
});

describe('odd values', () => {
  const odd = [
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
  ];

  it.each(odd)('%j in place of a code reads as absent', (code) => {
    expect(failure(code, 486)).toBe('busy');
    expect(failure(202, code)).toBe('unconfirmed');
    expect(failure(405, code)).toBe('refused');
    expect(failure(code, code)).toBe('failed');
  });

  it.each(['failure', 'failed', 'FAILURE', 'succes', 'unknown', ' ', '__proto__'])(
    'the status %j is a failure, read by its codes',
    (referCallStatus) => {
      const outcome = referOutcome({
        referCallStatus,
        referSipResponseCode: 202,
        notifySipResponseCode: 486,
      });
      expect(outcome).toBe('busy');
    },
  );
});

describe('a failure without codes', () => {
  it.each([
    ['on a SIP call', { direction: 'inbound', to: 'sip:support@bw.example.com' }, 'failed'],
    ['on a call that does not say what it is', {}, 'failed'],
    [
      'on a call to a number, which cannot be referred',
      { direction: 'inbound', to: '+15553334444' },
      'refused',
    ],
    ['on an outbound call, which cannot be referred', { direction: 'outbound' }, 'refused'],
  ])('%s', (_name, call, expected) => {
    expect(referOutcome({ referCallStatus: 'failure', ...call })).toBe(expected);
  });
});

describe('every input', () => {
  const anything = fc.oneof(
    fc.integer({ min: 100, max: 699 }),
    fc.integer(),
    fc.double(),
    fc.string(),
    fc.constant(undefined),
  );
  const status = fc.oneof(fc.constantFrom('success', 'failure'), fc.string());

  it('has one of the outcomes, and only success is connected', () => {
    fc.assert(
      fc.property(status, anything, anything, (referCallStatus, refer, notify) => {
        const result: ReferResult = {
          referCallStatus,
          referSipResponseCode: refer,
          notifySipResponseCode: notify,
        };
        const outcome = referOutcome(result);
        expect(OUTCOMES).toContain(outcome);
        expect(outcome === 'connected').toBe(referCallStatus === 'success');
      }),
      { numRuns: 1000 },
    );
  });

  const scalar = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null));

  it('has an outcome even where types do not hold', () => {
    fc.assert(
      fc.property(scalar, scalar, scalar, (referCallStatus, refer, notify) => {
        const result = { referCallStatus, referSipResponseCode: refer, notifySipResponseCode: notify };
        expect(OUTCOMES).toContain(referOutcome(result as ReferResult));
      }),
    );
  });
});
