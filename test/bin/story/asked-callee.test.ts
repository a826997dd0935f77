import { beforeAll, expect, it, vi } from 'vitest';
import { summaryOf } from '../../../bin/console/call/summary.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { endingWords } from '../../../bin/story/ending-words.ts';
import { rereadCall } from '../../../bin/story/reread-legs.ts';
import { tally } from '../../../bin/story/tally.ts';
import { attributeOf, callOf, urlsOf } from '../../support/asked-call.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { outcomesOf } from '../outcomes/captured-terminal.ts';
import { each } from '../reader/items.ts';

const table = outcomesTable();
captureLog();

type Part = 'answers' | 'presses' | 'presses another key' | 'leg ends' | 'talk ends';

/** What is told of a call whose desk was busy, and whose mobile was asked. */
async function told(callId: string, ...parts: readonly Part[]) {
  const call = callOf({ callId, store: table.store });
  const urls = urlsOf(await call.begin());
  let gatherUrl = '';
  for (const part of parts) {
    if (part === 'answers') gatherUrl = attributeOf(await call.answered(urls.answer), 'gatherUrl');
    else if (part === 'presses') await call.pressed(gatherUrl, '1');
    else if (part === 'presses another key') await call.pressed(gatherUrl, '7');
    else if (part === 'leg ends') await call.legEnded(urls.disconnect);
    else await call.ended(urls.complete);
  }
  const rows = rereadCall((await table.itemsOf(callId)) as StoredOutcome[]);
  const { recovered } = await tally(each(rows), 'outcome');
  return {
    ending: endingWords(rows),
    state: (await summaryOf(callId, rows as [StoredOutcome])).state,
    recovered,
  };
}

const CALLS = {
  'a person who hung up first': ['answers', 'presses', 'leg ends', 'talk ends'],
  'a person whose caller hung up first': ['answers', 'presses', 'leg ends'],
  'a mailbox': ['answers', 'leg ends', 'talk ends'],
  'another key': ['answers', 'presses another key', 'leg ends', 'talk ends'],
  'a caller who left while the callee was asked': ['answers', 'leg ends'],
} as const satisfies Record<string, readonly Part[]>;

const found = new Map<string, Awaited<ReturnType<typeof told>>>();
beforeAll(async () => {
  const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  for (const [name, parts] of Object.entries(CALLS))
    found.set(name, await told(`c-${name.replaceAll(' ', '-')}`, ...parts));
  written.mockRestore();
});

it.each(['a person who hung up first', 'a person whose caller hung up first'])(
  '%s has taken the call: the two talked, and it is recovered',
  (name) => {
    const ending = 'Connected to +15556667777 after 2 hand-offs; they talked and hung up.';
    expect(found.get(name)).toEqual({ ending, state: 'recovered', recovered: 1 });
  },
);

it.each(['a mailbox', 'another key', 'a caller who left while the callee was asked'])(
  '%s: nothing says that anybody was reached',
  (name) => {
    const { ending, state, recovered } = found.get(name) ?? {};
    expect(ending).not.toContain('Connected');
    expect(state).not.toBe('recovered');
    expect(recovered).toBe(0);
  },
);

it('stats count such a call once, where the end of its transfer is told, and no mailbox', async () => {
  const range = ['--since', '2026-06-10', '--until', '2026-06-11'];
  const { recovered, groups } = JSON.parse((await outcomesOf(table)('stats', '--json', ...range)).out);
  const counts = Object.fromEntries(
    (groups as { label: string; count: number }[]).map(({ label, count }) => [label, count]),
  );
  expect(recovered).toBe(1);
  expect(counts).toEqual({ busy: 5, completed: 1, 'not-accepted': 2 });
});
