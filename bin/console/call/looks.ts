import { first } from '../../reader/first.ts';
import { CLOCK_AHEAD_MILLISECONDS, LATENESS_MILLISECONDS } from '../../reader/follow.ts';
import type { OutcomeReader } from '../../reader/reader.ts';

/** A table that is looked at, and who is told of it. */
interface LooksOptions {
  readonly reader: Pick<OutcomeReader, 'byOutcome'>;
  readonly sinceEpochMilliseconds: number;
  readonly everyMilliseconds: number;
  readonly onCall: (callId: string) => void;
  /** Told after each look; `isCut` where there was more than it reads. */
  readonly onLook: (look: { readonly atEpochMilliseconds: number; readonly isCut: boolean }) => void;
  readonly onTrouble: (error: unknown) => void;
}

/** Events of one look: each call of them costs a Query more. */
const MOST_ROWS = 2000;

/**
 * Looks for new calls while somebody watches, never twice within the pause. The first look reads the range that was
 * asked for, each later one what may have been stored since the one before. A look is a Query for each outcome, shard
 * and day (docs/queries.md).
 */
export function looks({ reader, everyMilliseconds, onCall, onLook, onTrouble, ...asked }: LooksOptions) {
  const seen = new Map<string, string>();
  let since = asked.sinceEpochMilliseconds;
  let mayLookAt = 0;
  let isWatched = false;
  let timer: NodeJS.Timeout | undefined;
  let isLooking = false;

  async function look(): Promise<void> {
    const atEpochMilliseconds = Date.now();
    const range = {
      sinceEpochMilliseconds: since,
      untilEpochMilliseconds: atEpochMilliseconds + CLOCK_AHEAD_MILLISECONDS,
    };
    let rows = 0;
    for await (const { callId, eventKey, eventTime } of first(reader.byOutcome(range), MOST_ROWS)) {
      rows += 1;
      const key = `${callId}#${eventKey}`;
      if (!seen.has(key)) onCall(callId);
      seen.set(key, eventTime);
    }
    since = Math.max(since, atEpochMilliseconds - LATENESS_MILLISECONDS);
    const forgotten = new Date(since).toISOString();
    for (const [key, eventTime] of seen) if (eventTime < forgotten) seen.delete(key);
    onLook({ atEpochMilliseconds, isCut: rows === MOST_ROWS });
  }

  function plan(): void {
    clearTimeout(timer);
    if (!isWatched || isLooking) return;
    timer = setTimeout(
      () => {
        isLooking = true;
        void look()
          .catch(onTrouble)
          .finally(() => {
            isLooking = false;
            mayLookAt = Date.now() + everyMilliseconds;
            plan();
          });
      },
      Math.max(0, mayLookAt - Date.now()),
    );
  }

  return {
    watch(watched: boolean) {
      isWatched = watched;
      plan();
    },
    /** A look that is on ends with the client of the table. */
    close() {
      isWatched = false;
      clearTimeout(timer);
    },
  };
}
