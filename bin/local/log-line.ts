import { styleText } from 'node:util';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { METRICS } from '../../functions/metrics.ts';
import { fold } from '../print/fold.ts';
import type { ServedRequest } from './http-front.ts';

type Format = Parameters<typeof styleText>[0];

const statusColour = (status: number): Format => (status < 400 ? 'green' : status < 500 ? 'yellow' : 'red');

/** As wide as the longest name. */
const NAME_COLUMNS = Math.max(...CALLBACKS.map(({ name }) => name.length));

const clock = (time: Date): string => time.toTimeString().slice(0, 8);

/** One line for one request, coloured where standard output is a terminal. */
export function requestLine({ method, callback, status, milliseconds }: ServedRequest, time: Date): string {
  const name = (callback ?? '(unknown path)').padEnd(NAME_COLUMNS);
  const took = `${Math.round(milliseconds)} ms`.padStart(8);
  return `${clock(time)}  ${method.padEnd(4)}  ${name}  ${styleText(statusColour(status), String(status))} ${took}`;
}

function parseObject(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

const showValue = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const INDENT = ' '.repeat(10);

/** For CloudWatch, not for people. */
const COUNTED: ReadonlySet<string> = new Set(['_aws', ...Object.values(METRICS).map(({ name }) => name)]);

/**
 * A function's log line for a person at a terminal, to follow its request:
 * what is known from there is left out. What is not a JSON object stays as it is.
 */
export function readableLogLine(line: string): string {
  const entry = parseObject(line);
  if (!entry) return `${INDENT}${line}`;
  const {
    level = 'INFO',
    message = '',
    timestamp: _,
    callback: __,
    durationMilliseconds: ___,
    cold: ____,
    ...fields
  } = entry;
  const shown = Object.entries(fields).filter(([name]) => !COUNTED.has(name));
  const named = shown.map(([name, value]) => `${name} ${showValue(value)}`);
  if (level === 'INFO') return styleText('dim', fold(`${INDENT}${showValue(message)}: ${named.join(', ')}`));
  const first = styleText(level === 'ERROR' ? 'red' : 'yellow', `${INDENT}${level}: ${showValue(message)}`);
  return [first, ...named.map((each) => fold(`${INDENT}  ${each}`))].join('\n');
}
