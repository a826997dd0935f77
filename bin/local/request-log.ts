import { readableLogLine, requestLine } from './log-line.ts';
import type { LocalServerSettings } from './server.ts';

/** How long a log line waits for the request that it belongs to: that is known only after its answer. */
const HOLD_MS = 100;

/**
 * What a server tells while it runs, as lines of text. For a person, log lines are
 * made readable and follow the line of their request; for a program, they stay the
 * JSON that the functions wrote, at once.
 */
export function requestLog(
  print: (line: string) => void,
  { isTerminal }: { readonly isTerminal: boolean },
): Required<Pick<LocalServerSettings, 'onRequest' | 'onLogLine'>> {
  const held: string[] = [];
  const release = () => {
    for (const line of held.splice(0)) print(readableLogLine(line));
  };
  return {
    onRequest(served) {
      print(requestLine(served, new Date()));
      release();
    },
    onLogLine(line) {
      if (!isTerminal) return print(line);
      held.push(line);
      setTimeout(release, HOLD_MS);
    },
  };
}
