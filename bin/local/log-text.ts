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

interface Problem {
  readonly message?: unknown;
  readonly path?: unknown;
}

/** The members of a function's log line that a person needs. */
interface Entry extends Problem {
  readonly level?: unknown;
  readonly outcome?: keyof typeof OUTCOME_WORDS;
  readonly step?: unknown;
  readonly nextDestination?: unknown;
  readonly recorded?: unknown;
  readonly callId?: unknown;
  readonly reason?: unknown;
  readonly issues?: readonly Problem[];
  readonly expected?: unknown;
  readonly error?: Problem;
  readonly errors?: readonly Problem[];
}

/** What a function logged; a text that is no JSON object is itself an error. */
export function readEntry(line: string): Entry {
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
export function requestLine(
  { method, callback, status, milliseconds, logLines }: ServedRequest,
  atEpochMilliseconds: number,
): string {
  const event = callback ? callbackRow(callback).eventType : `${method} unknown path`;
  const decision = logLines.map(readEntry).find(isDecision);
  const head = event.padEnd(EVENT_COLUMNS);
  const end = `${Math.round(milliseconds)} ms`;
  const left = COLUMNS - head.length - end.length - '23:06:08      200  '.length;
  const said = decision ? `  ${inColumns(decisionText(decision), left)}` : '';
  const colour = status < 400 ? 'green' : status < 500 ? 'yellow' : 'red';
  const time = styleText('dim', clockTime(atEpochMilliseconds));
  return `${time}  ${head}${said}  ${styleText(colour, String(status))}  ${end}`;
}

/** What a person needs of a decision besides its request line; mostly nothing. */
function remark({ outcome, recorded }: Entry): string | undefined {
  if (recorded === 'duplicate') return 'duplicate: the outcome of this event is stored already';
  return outcome === 'misconfigured' ? `misconfigured: ${OUTCOME_WORDS[outcome]}` : undefined;
}

function entryText({ message, callId, reason, issues = [], expected, error, errors = [] }: Entry): string {
  const problems = [...issues, ...(error ? [error] : []), ...errors];
  const why = problems.map((one) => (one.path ? `${one.path}: ${one.message}` : `${one.message}`));
  const details = [reason, expected && `expected ${expected}`, ...why].filter(Boolean);
  return `${message}: ${details.length > 0 ? details.join('; ') : (callId ?? '')}`.replace(/: $/, '');
}

/** What a person needs of a log line besides the line of its request; `undefined` where that says it all. */
export function logLine(line: string): string | undefined {
  const entry = readEntry(line);
  const text = isDecision(entry) ? remark(entry) : entryText(entry);
  if (text === undefined) return undefined;
  const colour =
    entry.level === 'ERROR' ? 'red' : entry.level === 'WARN' || isDecision(entry) ? 'yellow' : 'dim';
  return styleText(colour, `${INDENT}${inColumns(text, COLUMNS - INDENT.length)}`);
}
