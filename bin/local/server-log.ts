import { styleText } from 'node:util';
import { printable } from '../print/printable.ts';
import { clockTime } from '../print/time-text.ts';
import type { ServedRequest } from './http-front.ts';
import { logLine, readEntry, requestLine } from './log-text.ts';

/** What a server tells while it runs. */
export interface ServerLog {
  onRequest(served: ServedRequest): void;
  onLogLine(line: string): void;
  /** Tells what the server itself did; details are for programs. */
  tell(level: 'INFO' | 'WARN', message: string, details?: object): void;
}

/** For a program: JSON objects, a line each, the functions' own as they wrote them. */
export function jsonLog(print: (line: string) => void): ServerLog {
  const tell = (level: string, message: string, details: object = {}) =>
    print(JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...details }));
  const onLogLine = (line: string) => {
    const entry = readEntry(line);
    if (entry.message === line) tell('ERROR', line);
    else print(line);
  };
  return {
    tell,
    onLogLine,
    onRequest({ method, callback, status, milliseconds, logLines }) {
      logLines.forEach(onLogLine);
      tell('INFO', 'request answered', { method, callback, status, milliseconds: Math.round(milliseconds) });
    },
  };
}

/** For a person: a line for each request, and one for each thing that is wrong. */
export function readableLog(print: (line: string) => void): ServerLog {
  const onLogLine = (line: string) => {
    const text = logLine(line);
    if (text !== undefined) print(text);
  };
  return {
    onLogLine,
    onRequest(served) {
      print(requestLine(served, Date.now()));
      served.logLines.forEach(onLogLine);
    },
    tell(level, message) {
      const text = message.split('\n').map(printable).join('\n');
      print(
        `${styleText('dim', clockTime(Date.now()))}  ${styleText(level === 'INFO' ? 'cyan' : 'yellow', text)}`,
      );
    },
  };
}
