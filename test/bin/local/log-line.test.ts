import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { readableLogLine, requestLine } from '../../../bin/local/log-line.ts';

const NOON = new Date(2026, 10, 21, 12, 0, 5);
const requestText = (change: Partial<Parameters<typeof requestLine>[0]>) =>
  stripVTControlCharacters(
    requestLine(
      { method: 'POST', callback: 'refer-complete', status: 200, milliseconds: 12.4, ...change },
      NOON,
    ),
  );
const logText = (entry: object) => stripVTControlCharacters(readableLogLine(JSON.stringify(entry)));

test('a request is one line', () => {
  expect(requestText({})).toBe('12:00:05  POST  refer-complete       200    12 ms');
  expect(requestText({ callback: 'transfer-complete', milliseconds: 2000 })).toBe(
    '12:00:05  POST  transfer-complete    200  2000 ms',
  );
  expect(requestText({ method: 'GET', callback: undefined, status: 404 })).toBe(
    '12:00:05  GET   (unknown path)       404    12 ms',
  );
});

test('what went well is one line below its request', () => {
  const entry = {
    timestamp: 't',
    level: 'INFO',
    message: 'callback answered',
    callback: 'c',
    outcome: 'busy',
    attempt: 2,
  };
  expect(logText(entry)).toBe('          callback answered: outcome busy, attempt 2');
});

test('what did not has a line for each detail', () => {
  const entry = { timestamp: 't', level: 'ERROR', message: 'not stored', error: { name: 'TimeoutError' } };
  expect(logText(entry)).toBe('          ERROR: not stored\n            error {"name":"TimeoutError"}');
});

test.each(['plain text', '{not json'])('%j stays as it is', (line) => {
  expect(readableLogLine(line)).toBe(`          ${line}`);
});
