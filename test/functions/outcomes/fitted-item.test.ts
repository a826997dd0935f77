import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAttributeMap } from '../../../functions/outcomes/attribute-value.ts';
import { toMessage } from '../../../functions/outcomes/fallback-queue.ts';
import { fittedItem, MAX_ITEM_CHARACTERS } from '../../../functions/outcomes/fitted-item.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';

const OURS = itemOf('c-1');

const fitted = (fields: object, known?: readonly string[]): OutcomeItem =>
  fittedItem(OURS, Object.entries(fields), known);

const lengthOf = (item: OutcomeItem): number => toMessage(item).length;

describe('an item that fits', () => {
  it.each([
    ['a small one', {}],
    ['one of 100,000 characters', { tag: 'x'.repeat(100_000) }],
    ['one of 16,000 control characters', { tag: '\u0000'.repeat(16_000) }],
    ['one of 1,200 fields', Object.fromEntries(Array.from({ length: 1200 }, (_, index) => [`f${index}`, 1]))],
  ])('has every field whole: %s', (_name, fields) => {
    expect(fitted(fields)).toEqual({ ...fields, ...OURS });
  });
});

describe('an item that does not fit', () => {
  it.each(['x', '"', '\\', '\n', '\u0000', 'é', '漢', '\u{1f600}', '\ud800'])(
    'has the beginning of its largest field, and says which that was: %j',
    (character) => {
      const large = character.repeat(1_000_000 / character.length);
      const cut = fitted({ large, small: 'x'.repeat(2000) });
      expect(cut).toEqual({
        ...itemOf('c-1', { small: 'x'.repeat(2000) }),
        large: expect.any(String),
        cut: ['large'],
      });
      expect(large.startsWith(String(cut.large))).toBe(true);
      expect(lengthOf(cut)).toBeLessThanOrEqual(MAX_ITEM_CHARACTERS);
      if (character !== '\n') expect(lengthOf(cut)).toBeGreaterThan(MAX_ITEM_CHARACTERS * 0.95);
      expect(String(cut.large).isWellFormed()).toBe(large.isWellFormed());
    },
  );

  it('has the beginning of the JSON of a list or an object', () => {
    const list = Array.from({ length: 50_000 }, (_, index) => ({ index }));
    const cut = fitted({ list });
    expect(cut).toMatchObject({
      cut: ['list'],
      list: expect.stringMatching(/^\[\{"index":0\},\{"index":1\}/),
    });
    expect(lengthOf(cut)).toBeLessThanOrEqual(MAX_ITEM_CHARACTERS);
  });

  it('is cut in as many fields as it takes, the largest first', () => {
    const fields = {
      a: 'a'.repeat(60_000),
      b: 'b'.repeat(500_000),
      c: 'c'.repeat(400_000),
      d: 'd'.repeat(9000),
    };
    const cut = fitted(fields);
    expect(cut).toMatchObject({ cut: ['b', 'c'], a: fields.a, d: fields.d });
  });

  it.each([
    ['100,000 small fields', (index: number) => [`field${index}`, 1]],
    ['1,000 fields of 1 KB', (index: number) => [`field${index}`, 'x'.repeat(1000)]],
    ['1,000 fields of 2 KB', (index: number) => [`field${index}`, 'x'.repeat(2000)]],
    ['fields with names like numbers', (index: number) => [String(index), index]],
    ['fields with long names', (index: number) => [`${'n'.repeat(3000)}${index}`, 1]],
  ])('leaves out fields where that takes too little: %s', (name, fieldOf) => {
    const count = name.startsWith('100') || name.includes('numbers') ? 100_000 : 1000;
    const fields = Object.fromEntries(Array.from({ length: count }, (_, index) => fieldOf(index)));
    const known = { callUrl: 'x'.repeat(90), cause: 'busy' };
    const cut = fitted({ ...fields, ...known, huge: 'x'.repeat(50_000) }, ['callUrl']);
    expect(cut).toMatchObject({ ...itemOf('c-1', known), cut: expect.any(Array) });
    expect(cut.cut).toHaveLength(11);
    expect((cut.cut as string[]).at(-1)).toMatch(/^and \d+ more$/);
    expect(lengthOf(cut)).toBeLessThanOrEqual(MAX_ITEM_CHARACTERS);
    expect(lengthOf(cut)).toBeGreaterThan(MAX_ITEM_CHARACTERS / 2);
  });

  it.each(['destination', 'unreadableDestination', 'nextDestination', 'route', 'body', 'reasons'])(
    'is cut in what is ours as well, and keeps its keys: %s',
    (name) => {
      const text = '\u0301'.repeat(450_000);
      const ours = { ...OURS, [name]: name === 'reasons' ? [text, text] : text };
      const item = fittedItem(ours, Object.entries({ tag: 'vip', callId: 'c-1' }));
      expect(item).toMatchObject({ ...OURS, tag: 'vip', cut: [name] });
      expect(String(item[name])).toContain('\u0301'.repeat(10_000));
      expect(lengthOf(item)).toBeLessThanOrEqual(MAX_ITEM_CHARACTERS);
    },
  );

  it('of whatever form: fits, has its keys, and can be written to DynamoDB', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('__proto__', 'cause', 'n'.repeat(5000)),
    );
    const value = fc.oneof(
      fc.jsonValue({ stringUnit: 'binary' }),
      fc
        .tuple(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom(1, 10_000))
        .map(([text, times]) => text.repeat(times)),
    );
    const fields = fc
      .array(fc.tuple(name, value), { maxLength: 12 })
      .map((entries) => Object.fromEntries(entries));
    fc.assert(
      fc.property(fields, (some) => {
        const item = fitted(some, ['cause']);
        const isCut = lengthOf({ ...some, ...OURS }) > MAX_ITEM_CHARACTERS;
        expect(lengthOf(item)).toBeLessThanOrEqual(MAX_ITEM_CHARACTERS);
        expect(item).toMatchObject(OURS);
        expect(Array.isArray(item.cut) && item.cut.length > 0).toBe(isCut);
        toAttributeMap(item);
      }),
      { numRuns: 60 },
    );
  });
});
