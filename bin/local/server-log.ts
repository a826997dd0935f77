import { styleText } from 'node:util';
import { callbackRow } from '../../functions/callbacks.ts';
import { cut, printable } from '../print/printable.ts';
import { clockTime } from '../print/time-text.ts';
import { OUTCOME_WORDS } from '../words/outcomes.ts';
import type { ServedRequest } from './http-front.ts';

/** The columns of a line at most. */
const COLUMNS = 160;
/** As wide as the longest name of an event. */
const EVENT_COLUMNS = 'transferDisconnect'.length;
/** Below the name of the event. */
const INDENT = ' '.repeat(10);

type Members<Name extends string> = { readonly [name in Name]?: unknown };
type Problem = Members<'message' | 'path'>;

/** The members of a function's log line that a person needs. */
interface Entry
  extends Problem,
    Members<'level' | 'step' | 'nextDestination' | 'recorded' | 'callId' | 'reason' | 'expected'> {
  readonly outcome?: keyof typeof OUTCOME_WORDS;
  readonly issues?: readonly Problem[];
  readonly error?: Problem;
  readonly errors?: readonly Problem[];
}

/** Reads a line that a function logged; a text that is no JSON object is itself an error. */
function readEntry(line: string): Entry {
  try {
    if (line.startsWith('{')) return JSON.parse(line) as Entry;
  } catch {
    // Told as it is.
  }
  return { level: 'ERROR', message: line };
}

const isDecision = ({ message }: Entry): boolean => message === 'callback answered';

const inColumns = (text: string, columns: number = COLUMNS): string => cut(printable(text), columns);

function decisionText({ outcome, step, nextDestination = '' }: Entry): string {
  return step === 'none' ? String(outcome) : `${outcome} → ${step} ${nextDestination}`.trimEnd();
}

/** The line of one request, coloured where standard output is a terminal. */
function requestLine({ method, callback, status, milliseconds, logLines }: ServedRequest): string {
  const event = callback ? callbackRow(callback).eventTypes[0] : `${method} unknown path`;
  const decision = logLines.map(readEntry).find(isDecision);
  const head = event.padEnd(EVENT_COLUMNS);
  const end = `${Math.round(milliseconds)} ms`;
  const left = COLUMNS - head.length - end.length - '23:06:08      200  '.length;
  const said = decision ? `  ${inColumns(decisionText(decision), left)}` : '';
  const colour = status < 400 ? 'green' : status < 500 ? 'yellow' : 'red';
  const time = styleText('dim', clockTime(Date.now()));
  return `${time}  ${head}${said}  ${styleText(colour, String(status))}  ${end}`;
}

/** Remarks on a decision what its request line does not tell; mostly nothing. */
function remark({ outcome, recorded }: Entry): string | undefined {
  if (recorded === 'duplicate') return 'duplicate: the outcome of this event is stored already';
  return outcome === 'misconfigured' ? `misconfigured: ${OUTCOME_WORDS[outcome].means}` : undefined;
}

function entryText({ message, callId, reason, issues = [], expected, error, errors = [] }: Entry): string {
  const problems = [...issues, ...(error ? [error] : []), ...errors];
  const why = problems.map((one) => (one.path ? `${one.path}: ${one.message}` : `${one.message}`));
  const details = [reason, expected && `expected ${expected}`, ...why].filter(Boolean);
  return `${message}: ${details.length > 0 ? details.join('; ') : (callId ?? '')}`.replace(/: $/, '');
}

/** Prints of a log line what the line of its request does not tell; `undefined` where there is nothing more. */
function logLine(line: string): string | undefined {
  const entry = readEntry(line);
  const text = isDecision(entry) ? remark(entry) : entryText(entry);
  if (text === undefined) return undefined;
  const colour =
    entry.level === 'ERROR' ? 'red' : entry.level === 'WARN' || isDecision(entry) ? 'yellow' : 'dim';
  return styleText(colour, `${INDENT}${inColumns(text, COLUMNS - INDENT.length)}`);
}

/** The listener that a server tells of requests and log lines while it runs. */
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
      print(requestLine(served));
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
