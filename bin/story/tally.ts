import { isOfAskedHandOff } from '../../functions/outcomes/event-key.ts';
import { isRecovered } from '../../functions/recovery/recovered.ts';
import { field } from '../print/printable.ts';
import { hourOf } from '../print/time-text.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { codeWords } from '../words/codes.ts';
import { eventWords, isHandOff, isResult } from './event-words.ts';

/** The texts that stand for a code where words are different for each call. */
const CODES: Readonly<Record<string, string>> = {
  rejected: 'callback not understood',
  voicemail: 'message left',
};

/** The properties by which outcomes can be counted, each with the label of a row. */
export const GROUPINGS = {
  outcome: (row) => row.outcome,
  route: (row) => field(row, 'route') ?? '(no route)',
  destination: (row) => field(row, 'destination') ?? '(no destination)',
  cause: (row) => field(row, 'cause') ?? '(no cause)',
  'sip-code': (row) => {
    const code = field(row, 'notifySipResponseCode') ?? field(row, 'referSipResponseCode');
    return code === undefined ? '(no SIP code)' : codeWords(code);
  },
  code: (row) => CODES[row.outcome] ?? eventWords(row),
  hour: (row) => hourOf(row.eventTime),
} as const satisfies Record<string, (row: StoredOutcome) => string>;

/** A key of {@link GROUPINGS}. */
export type Grouping = keyof typeof GROUPINGS;

/** The rows of one label, or of a pair of them. */
export interface Group {
  readonly label: string;
  /** The label of the second property, where rows are counted by two. */
  readonly across?: string;
  readonly count: number;
  /** How many of them connected the caller. */
  readonly connected: number;
}

/** The counts of outcomes. Only numbers are kept, so it has the same size for ten calls and a million. */
export interface Statistics {
  readonly count: number;
  readonly groups: readonly Group[];
  /** Hand-offs whose end is known. */
  readonly handOffs: number;
  /** Of these, the first of their call. */
  readonly firstHandOffs: number;
  readonly failedFirstHandOffs: number;
  /** Calls connected by a later hand-off whose leg has ended, or that its callee took; one whose leg was never told is not counted. */
  readonly recovered: number;
}

/** Labels can come from callers: beyond this many, the rest is counted together. */
const MOST_GROUPS = 10_000;
const OTHERS = '(others)';

const isConnected = ({ outcome }: StoredOutcome): boolean =>
  outcome === 'connected' || outcome === 'completed';

/** The caller left, so there was nobody to recover. A `cancelled` transfer has its caller still there. */
const isCallerGone = ({ outcome }: StoredOutcome): boolean => outcome === 'abandoned';

/** Calls that are remembered: the rows of one call are near each other in every order that rows are read in. */
const MOST_REMEMBERED = 10_000;

/** Counts calls that recovery connected, each once, whatever tells of it: the end of its leg, or its callee's key. */
function recoveredCalls() {
  const remembered = new Set<string>();
  let count = 0;
  return {
    see(row: StoredOutcome): void {
      // The leg of an asked callee is in no index: the end of its transfer, which nobody has who did not take the call, tells.
      const isTaken =
        row.eventType === 'transferComplete' && row.outcome === 'completed' && isOfAskedHandOff(row.eventKey);
      const tells = isRecovered(row) || isTaken;
      if (!tells || remembered.has(row.callId)) return;
      count += 1;
      remembered.add(row.callId);
      const [oldest = ''] = remembered;
      if (remembered.size > MOST_REMEMBERED) remembered.delete(oldest);
    },
    count: () => count,
  };
}

/** Counts rows by a label, or by pairs of two; rows that only go with a hand-off are left out. */
export async function tally(
  rows: AsyncIterable<StoredOutcome>,
  by: Grouping,
  across?: Grouping,
): Promise<Statistics> {
  const groups = new Map<string, Group & { count: number; connected: number }>();
  const sums = { count: 0, handOffs: 0, firstHandOffs: 0, failedFirstHandOffs: 0 };
  const recovered = recoveredCalls();
  for await (const row of rows) {
    recovered.see(row);
    if (!isResult(row)) continue;
    const pair = [by, ...(across ? [across] : [])].map((grouping) => GROUPINGS[grouping](row));
    const isRoom = groups.has(pair.join('\n')) || groups.size < MOST_GROUPS;
    const labels = isRoom ? pair : pair.map(() => OTHERS);
    const [label = OTHERS, other] = labels;
    const key = labels.join('\n');
    const group = groups.get(key) ?? {
      label,
      ...(other !== undefined && { across: other }),
      count: 0,
      connected: 0,
    };
    groups.set(key, group);
    group.count += 1;
    sums.count += 1;
    if (isConnected(row)) group.connected += 1;
    if (!isHandOff(row)) continue;
    sums.handOffs += 1;
    const isFirst = Number(row.attempt) === 1;
    if (isFirst) sums.firstHandOffs += 1;
    if (isFirst && !isConnected(row) && !isCallerGone(row)) sums.failedFirstHandOffs += 1;
  }
  const inOrder = by === 'hour' ? byLabel : byCount;
  return { ...sums, recovered: recovered.count(), groups: [...groups.values()].sort(inOrder) };
}

const byLabel = (one: Group, other: Group): number => (one.label < other.label ? -1 : 1);
const byCount = (one: Group, other: Group): number => other.count - one.count || byLabel(one, other);
