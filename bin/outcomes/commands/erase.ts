import { Readable } from 'node:stream';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import type { Command } from 'commander';
import { mistakeOf } from '../../aws/failure.ts';
import { counted, printable } from '../../print/printable.ts';
import { showsItems } from '../../print/terminal.ts';
import { outcomeReader } from '../../reader/reader.ts';
import type { OpenTable } from '../../table/open-table.ts';
import type { TableOptions } from '../../table/options.ts';
import { type ItemKey, itemsOfCaller } from '../erase/items-of-caller.ts';
import { inEveryRegion } from '../erase/replicas.ts';
import { outcomesCommand } from '../options/common.ts';
import { identifiedBy } from '../options/pasted.ts';
import { type Context, inSession, NEEDED_RIGHTS } from '../session.ts';

type EraseOptions = TableOptions & { readonly dryRun?: boolean };

const CONCURRENCY = 8;

const DETAILS = `
Reads the whole table, in every region that it has, and deletes for good. A call that goes on, and outcomes
that wait in the fallback queue, are stored later: run it again. docs/operations.md says what else is kept.

Example: npm run outcomes -- erase +15551234567 --dry-run --stack CallRecovery-prod`;

const remove = ({ client, tableName }: OpenTable, { callId, eventKey }: ItemKey) =>
  client.send(
    new DeleteItemCommand({
      TableName: tableName,
      Key: { callId: { S: callId }, eventKey: { S: eventKey } },
    }),
  );

/** `erase`: forgets a caller. */
export const eraseCommand = (context: Context): Command =>
  outcomesCommand('erase', 'deletes everything that is stored of one caller')
    .argument('<caller>', 'a number (+15551234567) or SIP URI (sip:bob@example.com)')
    .option('--dry-run', 'only tell what would be deleted')
    .addHelpText('after', DETAILS)
    .action(
      inSession(context, async ({ table, terminal }, { dryRun = false }: EraseOptions, typed: string) => {
        const caller = identifiedBy(typed);
        const found = new Map<string, Set<string>>();
        const tables = await inEveryRegion(table);
        const eraseFrom =
          (from: OpenTable) =>
          async (key: ItemKey): Promise<void> => {
            if (!dryRun) await remove(from, key);
            found.set(key.callId, (found.get(key.callId) ?? new Set()).add(key.eventKey));
          };
        for (const each of tables) {
          try {
            const keys = itemsOfCaller(each, outcomeReader(each), caller, showsItems(terminal));
            await Readable.from(keys).forEach(eraseFrom(each), { concurrency: CONCURRENCY });
          } catch (error) {
            throw mistakeOf(error, NEEDED_RIGHTS, each.words);
          } finally {
            if (each !== table) await each.close();
          }
        }
        for (const [callId, keys] of found)
          await terminal.write(`  ${printable(callId)}  ${counted(keys.size, 'item')}\n`);
        const items = [...found.values()].reduce((sum, keys) => sum + keys.size, 0);
        const what = `${counted(items, 'item')} of ${printable(caller)}, in ${tables.map(({ words }) => words).join(' and ')}`;
        await terminal.say(dryRun ? `Would erase ${what}. Nothing has changed.` : `Erased ${what}.`);
      }),
    );
