import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExactJson } from '../../../functions/chain/exact-json.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, send } from '../../support/requests.ts';

const table = outcomesTable();
captureLog();

describe('an integer', () => {
  it.each([
    '9007199254740993',
    '-9007199254740993',
    '9007199254740994',
    '10000000000000000',
    '12345678901234567890',
    '-12345678901234567890',
    '9'.repeat(400),
  ])('above 2^53, %s, is its digits as text, wherever it stands', (digits) => {
    const text = `{"a":${digits},"b":[1,${digits} ,{"c":\n${digits}}],"d":"${digits}, \\"${digits}"}`;
    expect(parseExactJson(text)).toEqual({
      a: digits,
      b: [1, digits, { c: digits }],
      d: `${digits}, "${digits}`,
    });
    expect(parseExactJson(digits)).toBe(digits);
  });

  it.each(['9007199254740992', '-9007199254740992', '9007199254740991', '1000000000000000', '95', '0', '-1'])(
    'up to 2^53, %s, is a number',
    (digits) => {
      expect(parseExactJson(`[${digits},"${'1'.repeat(16)}"]`)).toEqual([Number(digits), '1'.repeat(16)]);
    },
  );

  it('beyond what a double can be is its text, however it is written', () => {
    expect(parseExactJson('[1e400,-1E+999,1e-400,1e300]')).toEqual(['1e400', '-1E+999', 0, 1e300]);
  });

  it('a fraction is a number as ever', () => {
    expect(parseExactJson('[0.30000000000000004,1234567890123456.5]')).toEqual([
      0.1 + 0.2,
      1234567890123456.5,
    ]);
  });
});

describe('everything else reads as JSON.parse reads it', () => {
  it('any value', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.constantFrom('', '1'.repeat(16)),
        (value, text) => {
          const json = JSON.stringify([value, text]);
          const exact = (each: unknown): unknown =>
            typeof each === 'number' && Number.isInteger(each) && Math.abs(each) > 2 ** 53
              ? expect.anything()
              : each;
          const expected = JSON.parse(json, (_name, each) => exact(each));
          expect(parseExactJson(json)).toEqual(expected);
        },
      ),
    );
  });

  it.each([
    '',
    '12345678901234567 1',
    '{12345678901234567: 1}',
    '012345678901234567',
    '[12345678901234567',
    '12345678901234567abc',
    '"12345678901234567',
    '-',
  ])('%s is no JSON', (text) => {
    expect(() => parseExactJson(text)).toThrow(SyntaxError);
  });

  it('a nesting deeper than the stack, and a text of a megabyte in escapes', () => {
    const deep = `[12345678901234567,${'['.repeat(100_000)}${']'.repeat(100_000)}]`;
    expect((parseExactJson(deep) as unknown[])[0]).toBe('12345678901234567');
    const escapes = `["${'\\n'.repeat(500_000)}",12345678901234567]`;
    expect(parseExactJson(escapes)).toEqual(['\n'.repeat(500_000), '12345678901234567']);
  });
});

it('an event with large integers is decided, and they are stored with every digit', async () => {
  const digits = '12345678901234567890';
  const body = JSON.stringify(documented('refer-target-404'))
    .replace(/"callId":"[^"]*"/, `"callId":${digits}`)
    .replace(/"accountId":"[^"]*"/, `"accountId":-${digits}`)
    .replace(/\}$/, `,"extra":{"list":[${digits},7]}}`);
  await send(deploymentWith(table.store), { body });
  expect(await table.itemsOf(digits)).toMatchObject([
    { outcome: 'unreachable', accountId: `-${digits}`, extra: { list: [digits, 7] } },
  ]);
});
