import { cut, field } from '../print/printable.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import type { Station } from '../words/call-states.ts';
import { messageLength } from '../words/recordings.ts';
import { targetNames } from './destination-name.ts';
import { isHandOff, isResult, lastResult, whoAnswered } from './event-words.ts';

const MOST_NAME_COLUMNS = 20;

/** Names a destination in a word, of a ring group all of them. */
const nameOf = (destination: string): string => cut(targetNames(destination).join(', '), MOST_NAME_COLUMNS);

/** The words of results that are no hand-off, or read otherwise than their outcome. */
const WORDS: Readonly<Record<string, (name: string | undefined, row: StoredOutcome) => string>> = {
  abandoned: (name) => (name === undefined ? 'caller hung up' : `caller hung up at ${name}`),
  unrouted: () => 'no route',
  rejected: () => 'not understood',
  closed: () => 'closed',
  chosen: (_, row) => `pressed ${cut(field(row, 'digits') ?? 'nothing', 12)}`,
  voicemail: (_, row) => `message ${messageLength(row)}`.trimEnd(),
};

function stationOf(row: StoredOutcome): Station {
  const destination = isHandOff(row) ? (whoAnswered(row) ?? field(row, 'destination')) : undefined;
  const name = destination === undefined ? undefined : nameOf(destination);
  const plain = row.outcome.replaceAll('-', ' ');
  const words = Object.hasOwn(WORDS, row.outcome)
    ? WORDS[row.outcome]?.(name, row)
    : [name, plain].filter(Boolean).join(' ');
  return { words: words ?? plain, outcome: row.outcome, destination: field(row, 'destination') };
}

/** The station that a call is at, or was at when the last of it came; none where it was told to its end. */
function openStation(last: StoredOutcome | undefined): Station[] {
  const next = last && field(last, 'nextDestination');
  if (next !== undefined) return [{ words: `trying ${nameOf(next)}`, outcome: 'begun', destination: next }];
  if (last?.step === 'voicemail')
    return [{ words: 'asked for a message', outcome: 'recorded', destination: undefined }];
  return last?.step === 'menu'
    ? [{ words: 'asked to choose', outcome: 'chosen', destination: undefined }]
    : [];
}

/** The stations of a call in order, from its rows, oldest first; the last one is open where nothing came after it. */
export function stripOf(rows: readonly StoredOutcome[]): Station[] {
  const last = lastResult(rows) ?? rows.findLast(({ outcome }) => outcome === 'begun');
  const results = rows.filter((row) => isResult(row) || (row === last && row.outcome !== 'begun'));
  return [...results.map(stationOf), ...openStation(last)];
}

/** The strip in a line: `anna busy ×2 → ben no answer → message 12 s`. */
export function stripText(stations: readonly Station[]): string {
  const links: { words: string; times: number }[] = [];
  for (const { words } of stations) {
    const last = links.at(-1);
    if (last?.words === words) last.times += 1;
    else links.push({ words, times: 1 });
  }
  return links.map(({ words, times }) => (times > 1 ? `${words} ×${times}` : words)).join(' → ');
}
