import { type AttributeValue, PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toAttributeMap, toAttributeValue } from '../../../functions/outcomes/attribute-value.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { plainItem, plainValue } from '../../support/plain-value.ts';

const table = outcomesTable();

/** Writes fields to DynamoDB and reads them back. */
async function through(callId: string, fields: Record<string, unknown>): Promise<Record<string, unknown>> {
  const Item = { ...toAttributeMap(fields), callId: { S: callId }, eventKey: { S: 'x' } };
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  const [stored = {}] = await table.itemsOf(callId);
  const { callId: _callId, eventKey: _eventKey, ...rest } = stored;
  return rest;
}

const deep = (depth: number): unknown => (depth === 0 ? 'bottom' : { a: [deep(depth - 1)] });

const depthOf = (attribute: AttributeValue): number => {
  const nested = attribute.L ?? (attribute.M && Object.values(attribute.M));
  return nested ? 1 + Math.max(0, ...nested.map(depthOf)) : 0;
};

/** What is read back in place of what DynamoDB cannot hold. */
function asStored(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number') {
    const size = Math.abs(value);
    return size === 0 ? 0 : size >= 1e-130 && size < 9.99e125 ? value : String(value);
  }
  if (Array.isArray(value)) return value.map(asStored);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name === '' || name === '__proto__' ? `event.${name}` : name.toWellFormed(),
      asStored(each),
    ]),
  );
}

const shallowJson = fc.jsonValue({ depthSize: 'small', maxDepth: 6, stringUnit: 'binary' });

describe('any JSON value', () => {
  it('is taken by DynamoDB and reads back as it was', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(shallowJson, async (value) => {
        expect(await through(`c-${run++}`, { value })).toEqual({ value: asStored(value) });
      }),
      { numRuns: 100 },
    );
  });

  it('reads back as it was without DynamoDB too, of any depth up to the limit', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 12, stringUnit: 'binary' }), (value) => {
        expect(plainValue(toAttributeValue(value))).toEqual(asStored(value));
      }),
      { numRuns: 1000 },
    );
  });

  it('under any name is taken by DynamoDB', async () => {
    let run = 0;
    const fields = fc.dictionary(fc.string({ unit: 'binary' }), fc.boolean(), { maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(fields, async (named) => {
        const { callId, eventKey, outcomeDay, caller, eventTime, ...free } = named;
        expect(await through(`c-name-${run++}`, free)).toEqual(asStored(free));
      }),
      { numRuns: 100 },
    );
  });
});

describe('numbers at the limits of DynamoDB', () => {
  it.each([
    0,
    -0,
    1,
    -1.5,
    0.1,
    1e-130,
    -1e-130,
    9.9e125,
    -9.9e125,
    Number.MAX_SAFE_INTEGER,
    Math.PI,
    1e21,
    1e-7,
  ])('%d is stored as a number', async (number) => {
    expect(toAttributeValue(number)).toEqual({ N: String(number) });
    expect(await through(`c-number-${number}`, { number })).toEqual({ number: number + 0 });
  });

  it.each([9.99e-131, 5e-324, 1e126, -1e126, Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NaN])(
    '%d is kept as a text',
    async (number) => {
      expect(await through(`c-text-${number}`, { number })).toEqual({ number: String(number) });
    },
  );
});

describe('depth', () => {
  it('up to 16 levels is kept as it is', async () => {
    expect(await through('c-deep', { value: deep(7) })).toEqual({ value: deep(7) });
  });

  it('beyond is kept as JSON text, with nothing lost', async () => {
    const stored = JSON.stringify(await through('c-deeper', { value: deep(40) }));
    expect(stored).toContain('bottom');
    expect(JSON.parse(stored.replaceAll(/\\+/g, '').replaceAll(/"(?=[[{])|(?<=[\]}])"/g, ''))).toEqual({
      value: deep(40),
    });
  });

  it.each([1, 10, 15, 16, 31, 32, 33, 100, 1000])(
    'of %i levels never nests deeper than DynamoDB takes',
    (levels) => {
      const value = JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
      expect(depthOf({ M: toAttributeMap({ value }) })).toBeLessThanOrEqual(32);
    },
  );

  it('of 60,000 levels, which is more than the stack holds, is no reason to fail', () => {
    const value = JSON.parse(`${'['.repeat(60_000)}${']'.repeat(60_000)}`);
    expect(() => toAttributeMap({ value })).not.toThrow();
  });
});

it.each<[string, unknown, object]>([
  ['null', null, { NULL: true }],
  ['undefined', undefined, { NULL: true }],
  ['an empty text', '', { S: '' }],
  ['an empty list', [], { L: [] }],
  ['an empty object', {}, { M: {} }],
  ['a lone surrogate', '\ud800', { S: '\ufffd' }],
])('%s', (_what, value, attribute) => {
  expect(toAttributeValue(value)).toEqual(attribute);
});

describe('the name of a field', () => {
  it('that is __proto__ makes a field, and no prototype', () => {
    const attributes = toAttributeMap(JSON.parse('{"__proto__":{"a":1},"b":{"__proto__":2}}'));
    expect(plainItem(attributes)).toEqual({ 'event.__proto__': { a: 1 }, b: { 'event.__proto__': 2 } });
    expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
  });

  // dynalite takes longer names; DynamoDB documents 64 KB.
  it('of 100 KB is cut to one that DynamoDB takes', () => {
    const names = Object.keys(toAttributeMap({ ['x'.repeat(100_000)]: { ['y'.repeat(100_000)]: 1 } }));
    for (const name of names) expect(name.length).toBeLessThan(64 * 1024);
  });
});
