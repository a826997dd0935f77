import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { requestLog } from '../../../bin/local/request-log.ts';

const SERVED = { method: 'POST', callback: 'refer-complete', status: 200, milliseconds: 1 } as const;
const LINE = '{"level":"INFO","message":"callback answered","outcome":"busy"}';

let printed: string[];
const print = (line: string) => printed.push(stripVTControlCharacters(line));

beforeEach(() => {
  printed = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('for a person, a log line follows its request', () => {
  const { onRequest, onLogLine } = requestLog(print, { isTerminal: true });
  onLogLine(LINE);
  expect(printed).toEqual([]);
  onRequest(SERVED);
  expect(printed).toEqual([
    expect.stringMatching(/refer-complete +200/),
    '          callback answered: outcome busy',
  ]);
});

test('for a person, a log line without a request comes all the same', () => {
  const { onLogLine } = requestLog(print, { isTerminal: true });
  onLogLine('refer-complete broke down');
  vi.advanceTimersByTime(100);
  expect(printed).toEqual(['          refer-complete broke down']);
});

test('for a program, a log line stays as it is', () => {
  const { onLogLine } = requestLog(print, { isTerminal: false });
  onLogLine(LINE);
  expect(printed).toEqual([LINE]);
});
