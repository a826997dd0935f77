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

  const ENDED = { ...DECISION, outcome: 'completed', step: 'none', nextDestination: undefined };
  const UNKNOWN = { method: 'GET', callback: undefined, status: 404, milliseconds: 0 };
  test.each<[string, readonly object[], Partial<ServedRequest>]>([
    ['referComplete       unreachable → next sip:bob@desk.example.com  200  8 ms', [DECISION], {}],
    ['disconnect          completed  200  8 ms', [ENDED], { callback: 'disconnect' }],
    ['GET unknown path    404  0 ms', [], UNKNOWN],
  ])('one line: %s', (line, entries, change) => {
    expect(lines(entries, change)).toEqual([`TIME  ${line}`]);
  });

  const problem = (path: string, message: string) => ({ path, message });
  test.each<[object | string, string]>([
    [{ ...DECISION, recorded: 'duplicate' }, 'duplicate: the outcome of this event is stored already'],
    [
      { ...DECISION, outcome: 'misconfigured' },
      'misconfigured: Bandwidth could not run the answer to a callback',
    ],
    [
      { message: 'callback refused', reason: 'no event', issues: [problem('callId', 'expected a text')] },
      'callback refused: no event; callId: expected a text',
    ],
    [
      { message: 'outcome queued', callId: 'c-1', error: problem('', 'no answer') },
      'outcome queued: no answer',
    ],
    [{ message: 'not stored', errors: [problem('', 'a'), problem('', 'b')] }, 'not stored: a; b'],
    [{ message: 'not understood', expected: 'a sip: URI' }, 'not understood: expected a sip: URI'],
    [{ message: 'queued outcome stored', callId: 'c-1' }, 'queued outcome stored: c-1'],
    ['a function failed: no luck', 'a function failed: no luck'],
    ['{not json', '{not json'],
  ])('%j is one line more', (entry, text) => {
    expect(lines([entry]).slice(1)).toEqual([`          ${text}`]);
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
