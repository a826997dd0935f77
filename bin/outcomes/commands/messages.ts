import { type Command, Option } from 'commander';
import { counted } from '../../print/printable.ts';
import { first } from '../../reader/first.ts';
import { withRecordings } from '../../story/reread-legs.ts';
import { Failure } from '../../usage/usage-error.ts';
import { DAYS_KEPT } from '../../words/recordings.ts';
import { audioFolder } from '../fetch/save-audio.ts';
import { formatOf, type Options, outcomesCommand } from '../options/common.ts';
import { writeRows } from '../print/formats.ts';
import { messageLines, savedLine } from '../print/message-lines.ts';
import { ask } from '../rows.ts';
import { type Context, inSession } from '../session.ts';

type MessagesOptions = Options & { readonly fetch?: string };

const DETAILS = `
--fetch reads BW_CLIENT_ID and BW_CLIENT_SECRET, and BW_API_URL and BW_VOICE_URL where these are not
Bandwidth's usual addresses. A file is named by its recording and dated as its message; one that is
there is not fetched again. Bandwidth deletes a recording after ${DAYS_KEPT} days.`;

/** `messages`: who left one. */
export const messagesCommand = (context: Context): Command =>
  outcomesCommand('messages', 'who left a message, newest first; fetches the audio', {
    since: '7d',
    narrows: 'messages',
    limit: 'at most this many (default: all)',
    formats: ['json', 'ndjson'],
  })
    .addOption(
      new Option('--fetch <folder>', 'save the audio of each in this folder').conflicts(['json', 'ndjson']),
    )
    .addHelpText('after', DETAILS)
    .action(
      inSession(context, async (session, options: MessagesOptions) => {
        const { terminal, reader, now } = session;
        const { fetch: folder, limit = Infinity } = options;
        const save = folder === undefined ? undefined : audioFolder(folder, context.variables);
        const asked = ask(session, { ...options, outcome: ['voicemail'] });
        const rows = withRecordings(first(asked.rows, limit), reader);
        const format = formatOf(options);
        if (format) return void (await writeRows(rows, format, terminal));

        const counts = { found: 0, saved: 0, failed: 0 };
        for await (const row of rows) {
          counts.found += 1;
          await terminal.write(messageLines(row, now, terminal.columns));
          const saved = await save?.(row);
          if (!saved) continue;
          await terminal.write(savedLine(saved));
          if ('failure' in saved) counts.failed += 1;
          else if (saved.isNew) counts.saved += 1;
        }
        if (counts.found === 0) return await terminal.say(await asked.nothing());
        const fetched = save ? `, ${counts.saved} fetched` : '';
        await terminal.say(`${counted(counts.found, 'message')}${fetched}, ${asked.searched}`);
        if (counts.failed > 0)
          throw new Failure(`${counted(counts.failed, 'message')} could not be fetched.`);
      }),
    );
