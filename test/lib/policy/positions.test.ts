import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PolicyFileError, readPlacedPolicy, readPolicyFile } from '../../../lib/policy/policy-file.ts';
import { policyFile } from '../../functions/recovery/arbitraries.ts';
import { ownFolder } from '../../support/folder.ts';

const folder = ownFolder().path;
const file = join(folder, 'recovery.json');

/** The positions of the mistakes that are told of a file. */
function told(text: string): string[] {
  writeFileSync(file, text);
  try {
    readPolicyFile(file);
  } catch (error) {
    if (!(error instanceof PolicyFileError)) throw error;
    return [...error.message.replace(/.*:\n/, '').matchAll(/recovery\.json:(\d+:\d+)/g)].map(
      ([, at]) => `${at}`,
    );
  }
  return [];
}

const MARK = '@@broken@@';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Each way to put a mark into a JSON value: in place of a leaf, and as a further key of an object. */
function marked(value: Json): Json[] {
  if (value === null || typeof value !== 'object') return [MARK];
  if (Array.isArray(value))
    return value.flatMap((each, index) => marked(each).map((one) => value.with(index, one)));
  return [
    ...Object.entries(value).flatMap(([key, each]) => marked(each).map((one) => ({ ...value, [key]: one }))),
    { ...value, [MARK]: null },
  ];
}

/** A valid file with a mark in it, a key or an element a line, and where the line with the mark begins. */
const broken = fc
  .tuple(policyFile, fc.nat(), fc.constantFrom('\n', '\r\n', '\r'), fc.constantFrom(1, 2, '\t'))
  .map(([policy, chosen, end, indent]) => {
    const all = marked(policy as unknown as Json);
    const lines = JSON.stringify(all[chosen % all.length], null, indent).split('\n');
    const index = lines.findIndex((line) => line.includes(MARK));
    const position = `${index + 1}:${(lines[index] ?? '').search(/\S/) + 1}`;
    return { text: lines.join(end), position };
  });

describe('a valid file that is broken in a random place', () => {
  it('is refused with line and column of a value or key that may not stand there', () => {
    fc.assert(
      fc.property(broken, ({ text, position }) => {
        expect(told(text.replace(`"${MARK}"`, 'null').replace(MARK, 'brokn'))).toContain(position);
      }),
    );
  });

  it('is refused with line and column of what is no JSON', () => {
    fc.assert(
      fc.property(broken, ({ text }) => {
        const offset = text.indexOf(`"${MARK}"`);
        const before = text.slice(0, offset).split(/\r\n|\r|\n/);
        expect(told(text.replace(`"${MARK}"`, 'nope'))).toEqual([
          `${before.length}:${(before.at(-1) ?? '').length + 1}`,
        ]);
      }),
    );
  });
});

describe('the position of', () => {
  it.each<[string, string, string[]]>([
    ['a mistake of the whole', '\n [1]', ['2:2']],
    ['a key that is missing, at its object', '{"routes":[\n {"name":"a"}]}', ['2:2']],
    ['a key that is written with an escape', '{"limits":{\n"\\u0061ttempts":0}}', ['2:1']],
    ['a key with dots and brackets in it', '{\n "a.b[0]":1,\n "":2}', ['2:2', '3:2']],
    [
      'what is in a key that nobody sees',
      '{"hours":{"o":{"timeZone":"UTC","weekly":{"mon":"00:00-01:00",\n"tu\u200be":[]}}}}',
      ['2:1', '2:1'],
    ],
    [
      'the second of two names',
      '{"routes":[{"name":"a","destinations":["sip:a@x"]},\n{"name":"a",\n"destinations":["sip:a@x"]}]}',
      ['2:2'],
    ],
    ['a target of several', '{"routes":[{"name":"a","destinations":[["sip:a@x",\n  "x"]]}]}', ['2:3']],
    [
      'a key of two objects of one key, in the last',
      '{"limits":{"attempts":0},\n"limits":{"attempts":0}}',
      ['2:1', '2:11'],
    ],
  ])('%s', (_what, text, expected) => expect(told(text)).toEqual(expected));

  it('a path of a valid policy is told, too', () => {
    writeFileSync(file, '{\n "routes": [\n  {"name":"a","destinations":["sip:a@x"]}]}');
    const { placeOf } = readPlacedPolicy(file);
    expect([placeOf('routes[0]'), placeOf('routes[0].match.to')]).toEqual([`${file}:3:3`, `${file}:3:3`]);
  });
});
