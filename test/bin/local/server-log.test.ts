import { stripVTControlCharacters } from 'node:util';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ServedRequest } from '../../../bin/local/http-front.ts';
import { jsonLog, readableLog, type ServerLog } from '../../../bin/local/server-log.ts';

const DECISION = {
  level: 'INFO',
  message: 'callback answered',
  outcome: 'unreachable',
  step: 'next',
  from: '+15551230000',
  nextDestination: 'sip:bob@desk.example.com',
};

let printed: string[];
const print = (line: string) => printed.push(stripVTControlCharacters(line));
beforeEach(() => {
  printed = [];
});

function serve(log: ServerLog, entries: readonly (object | string)[], change: Partial<ServedRequest> = {}) {
  const logLines = entries.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)));
  const served = { method: 'POST', callback: 'refer-complete', status: 200, milliseconds: 8.2 } as const;
  log.onRequest({ ...served, event: undefined, logLines, ...change });
}

describe('for a person', () => {
  const lines = (entries: readonly (object | string)[], change?: Partial<ServedRequest>) => {
    serve(readableLog(print), entries, change);
    return printed.map((line) => line.replace(/^\d\d:\d\d:\d\d/, 'TIME'));
  };

  test.each<[string, readonly object[], Partial<ServedRequest>, string]>([
    [
      'a decision',
      [DECISION],
      {},
      'referComplete       unreachable → next sip:bob@desk.example.com  200  8 ms',
    ],
    [
      'an end',
      [{ ...DECISION, outcome: 'completed', step: 'none', nextDestination: undefined }],
      { callback: 'disconnect' },
      'disconnect          completed  200  8 ms',
    ],
    [
      'a path of no callback',
      [],
      { method: 'GET', callback: undefined, status: 404, milliseconds: 0 },
      'GET unknown path    404  0 ms',
    ],
  ])('%s is one line', (_what, entries, change, line) => {
    expect(lines(entries, change)).toEqual([`TIME  ${line}`]);
  });

  test.each<[object | string, string | RegExp]>([
    [{ ...DECISION, recorded: 'duplicate' }, 'duplicate: the outcome of this event is stored already'],
    [{ ...DECISION, level: 'ERROR', outcome: 'misconfigured' }, /^misconfigured: Bandwidth could not run/],
    [
      {
        level: 'WARN',
        message: 'callback refused',
        reason: 'not an event of a call',
        issues: [{ path: 'callId', message: 'expected a text' }],
      },
      'callback refused: not an event of a call; callId: expected a text',
    ],
    [
      { level: 'WARN', message: 'outcome queued', callId: 'c-1', error: { name: 'E', message: 'no answer' } },
      'outcome queued: no answer',
    ],
    [
      {
        level: 'ERROR',
        message: 'outcome not stored',
        item: {},
        errors: [{ message: 'a' }, { message: 'b' }],
      },
      'outcome not stored: a; b',
    ],
    [
      { level: 'WARN', message: 'destination not understood', expected: 'a sip: URI' },
      'destination not understood: expected a sip: URI',
    ],
    [{ level: 'INFO', message: 'queued outcome stored', callId: 'c-1' }, 'queued outcome stored: c-1'],
    ['a function failed: no luck', 'a function failed: no luck'],
    ['{not json', '{not json'],
  ])('%j is one line more', (entry, text) => {
    const [, line = '', ...others] = lines([entry]);
    expect(line).toMatch(/^ {10}\S/);
    expect(line.trim()).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
    expect(others).toEqual([]);
  });

  test('nothing is longer than 160 characters, and nothing unprintable passes', () => {
    const odd = `\u001b[31m\u202e${'x'.repeat(300)}`;
    lines([
      { ...DECISION, nextDestination: odd },
      { level: 'WARN', message: 'callback refused', reason: odd },
      odd,
    ]);
    readableLog(print).tell('WARN', `2 mistakes:\n  ${odd}`);
    expect(printed.slice(0, -1).map((line) => line.length)).toEqual([160, 160, 160]);
    expect(printed.join('').replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(printed.join('')).toContain('\\u{202e}');
  });

  test('the numbers of callers stay out', () => {
    expect(lines([DECISION]).join()).not.toContain('+15551230000');
  });
});

test('for a program, there are JSON lines only, those of the functions as they wrote them', () => {
  const log = jsonLog(print);
  serve(log, [DECISION, 'a function failed: no luck']);
  log.tell('INFO', 'policy changed', { routes: 2 });
  expect(printed[0]).toBe(JSON.stringify(DECISION));
  expect(printed.slice(1).map((line) => JSON.parse(line))).toEqual([
    { timestamp: expect.any(String), level: 'ERROR', message: 'a function failed: no luck' },
    expect.objectContaining({ message: 'request answered', callback: 'refer-complete', status: 200 }),
    expect.objectContaining({ message: 'policy changed', routes: 2 }),
  ]);
});
