import { typed } from '../../../lib/checkout.ts';
import { mediaOf } from '../../outcomes/fetch/media.ts';
import { field } from '../../print/printable.ts';
import { shellWord } from '../../print/shell.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { messageWords } from '../../words/recordings.ts';
import type { LeftMessage } from '../messages.ts';

/** The command that fetches the messages of this one moment. */
function fetchCommand({ eventTime }: StoredOutcome, tableOptions: readonly string[]): string {
  const until = new Date(Date.parse(eventTime) + 1).toISOString();
  const options = ['--fetch', 'messages', '--since', eventTime, '--until', until, ...tableOptions];
  return typed('outcomes', ['messages', ...options].map(shellWord).join(' '));
}

/** The message of a row, and how to fetch it; `undefined` where the row tells of none. */
export function leftMessage(
  row: StoredOutcome,
  tableOptions: readonly string[] = [],
): LeftMessage | undefined {
  if (row.outcome !== 'voicemail') return undefined;
  const media = mediaOf(row, 'https://voice.bandwidth.com');
  return {
    words: messageWords(row),
    from: field(row, 'from') ?? '(unknown)',
    url: media?.url,
    command: media && fetchCommand(row, tableOptions),
  };
}
