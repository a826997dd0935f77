import { Readable } from 'node:stream';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import type { Command } from 'commander';
import { typed } from '../../../lib/checkout.ts';
import { mistakeOf } from '../../aws/failure.ts';
import { counted, printable } from '../../print/printable.ts';
import { endsRead, showsRead } from '../../print/terminal.ts';
import { outcomeReader } from '../../reader/reader.ts';
import type { OpenTable } from '../../table/open-table.ts';
import type { TableOptions } from '../../table/options.ts';
import { pasted } from '../../usage/read-options.ts';
import { Failure } from '../../usage/usage-error.ts';
import { isHidden, type Person } from '../erase/is-about.ts';
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

Example: ${typed('outcomes', 'erase +15551234567 --dry-run --stack CallRecovery-prod')}`;

const remove = ({ client, tableName }: OpenTable, { callId, eventKey }: ItemKey) =>
  client.send(
    new DeleteItemCommand({
      TableName: tableName,
      Key: { callId: { S: callId }, eventKey: { S: eventKey } },
    }),
  );

/** Most other spellings that are told. */
const MOST_OTHERS = 20;

/** @throws {UsageError} for a word that stands for everybody who hides */
function personOf(typed: string): { person: Person; hint?: string } {
  try {
    return { person: { typed, caller: identifiedBy(typed) } };
  } catch (refusal) {
    if (pasted(typed) === '' || isHidden(typed)) throw refusal;
    return { person: { typed }, hint: ` ${(refusal as Error).message}` };
  }
}

/** Spellings that were seen and left, each as it is to be typed. */
function othersText(others: ReadonlySet<string>): string {
  if (others.size === 0) return '';
  const rows = [...others].slice(0, MOST_OTHERS).map((party) => `  ${printable(party)}\n`);
  const more = others.size > MOST_OTHERS ? `  and ${others.size - MOST_OTHERS} more\n` : '';
  return `Seen and left, as they may be others. Erase those who are the same, each as it is written here:\n${rows.join('')}${more}`;
}

/** `erase`: forgets a caller. */
export const eraseCommand = (context: Context): Command =>
  outcomesCommand('erase', 'deletes everything that is stored of one caller')
    .argument(
      '<caller>',
      'a number (+15551234567), SIP URI (sip:bob@example.com), or a `from` as it is stored',
    )
    .option('--dry-run', 'only tell what would be deleted')
    .addHelpText('after', DETAILS)
    .action(
      inSession(context, async ({ table, terminal }, { dryRun = false }: EraseOptions, typed: string) => {
        const { person, hint = '' } = personOf(typed);
        const others = new Set<string>();
        const watching = {
          onRead: showsRead(terminal, 'item'),
          onOther: (party: string) => void others.add(party),
        };
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
            const keys = itemsOfCaller(each, outcomeReader(each), person, watching);
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
        const place = tables.map(({ words }) => words).join(' and ');
        endsRead(terminal);
        await terminal.write(othersText(others));
        const who = printable(person.caller ?? typed);
        if (items === 0) throw new Failure(`Nothing is stored of ${who}, in ${place}.${hint}`);
        const what = `${counted(items, 'item')} of ${who}, in ${place}`;
        await terminal.say(dryRun ? `Would erase ${what}. Nothing has changed.` : `Erased ${what}.`);
      }),
    );
