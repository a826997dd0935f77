import { once } from 'node:events';
import { fold } from './fold.ts';
import { counted } from './printable.ts';
import { endWithReader } from './standard-output.ts';

/** Where a command writes: results to standard output, everything else to standard error. */
export interface Terminal {
  /** Columns to fill, 60 to 100. */
  readonly columns: number;
  /** Standard error is read by a person. */
  readonly showsProgress: boolean;
  /** Writes to standard output, and waits while its reader is slower. */
  write(text: string): Promise<void>;
  /** Writes a sentence to standard output, in lines that fit. */
  say(sentence: string): Promise<void>;
  /** Writes to standard error. */
  note(text: string): void;
}

const NARROWEST = 60;
const WIDEST = 100;

/** The terminal of this process. Ends it quietly when the reader of its output has gone (`| head`). */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  endWithReader();
  const columns = Math.max(NARROWEST, Math.min(WIDEST, stdout.columns ?? WIDEST));
  const write = async (text: string): Promise<void> => {
    if (!stdout.write(text)) await once(stdout, 'drain');
  };
  return {
    columns,
    showsProgress: stderr.isTTY ?? false,
    write,
    say: (sentence) => write(`${fold(sentence, columns)}\n`),
    note: (text) => void stderr.write(text),
  };
}

/** A person sees no more than this. */
const PROGRESS_MILLISECONDS = 100;

/** Shows how much has been read. */
export function showsRead({ showsProgress, note }: Terminal, one: string) {
  let shown = 0;
  return (count: number): void => {
    if (!showsProgress || Date.now() - shown < PROGRESS_MILLISECONDS) return;
    shown = Date.now();
    note(`\r${counted(count, one)} read `);
  };
}

/** Takes away what {@link showsRead} showed. */
export function endsRead({ showsProgress, note }: Terminal): void {
  if (showsProgress) note('\r\u{1b}[K');
}
