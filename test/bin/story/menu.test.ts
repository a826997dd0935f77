import { describe, expect, it } from 'vitest';
import { summaryOf } from '../../../bin/console/call/summary.ts';
import { callLines } from '../../../bin/outcomes/print/lines.ts';
import { storyText } from '../../../bin/outcomes/print/story-text.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { endingWords } from '../../../bin/story/ending-words.ts';
import { eventWords, tellEvent } from '../../../bin/story/event-words.ts';
import { rereadCall } from '../../../bin/story/reread-legs.ts';
import { tally } from '../../../bin/story/tally.ts';
import { each } from '../reader/items.ts';
import { event } from './rows.ts';

const asked = (outcome = 'busy') => event('transferComplete', 10, outcome, { step: 'menu', attempt: 1 });
const chosen = (fields: object) =>
  event('gather', 20, 'chosen', { digits: '1', attempt: 1, menu: 'transfer.busy', menus: 1, ...fields });
const over = (second = 30) =>
  event('disconnect', second, 'completed', { cause: 'hangup', attempt: 0, step: 'none' });
const LOST = 'Not connected after 1 hand-off: ';
const BACK = { step: 'retry', nextDestination: '+15551110000' };

describe('a caller who is asked in a menu', () => {
  it('and hangs up there is told as abandoned: only the end of the call is sent', () => {
    const call = rereadCall([asked(), over()]);
    expect(call[1]?.outcome).toBe('abandoned');
    expect(endingWords(call)).toBe('Not connected after 1 hand-off: the caller hung up in a menu.');
    expect(endingWords([asked()])).toMatch(/^Open after 1 hand-off: the caller was asked to choose/);
  });

  it.each<[string, StoredOutcome[]]>([
    ['whose key is stored', [asked(), chosen({ step: 'goodbye' }), over()]],
    ['whose key was not understood', [asked(), event('gather', 20, 'rejected'), over()]],
    ['who had talked before', [asked('completed'), over()]],
  ])('%s has not left it', (_who, rows) => {
    expect(rereadCall(rows)).toEqual(rows);
  });

  it.each<[object, string]>([
    [{ step: 'goodbye' }, `${LOST}the caller heard goodbye.`],
    [{ step: 'voicemail' }, `${LOST}the caller was asked for a message, and none is stored.`],
    [{ step: 'redirect' }, "Sent to the app's own URL after 1 hand-off; what followed is not known here."],
    [BACK, `${LOST}call over: hung up (hangup), while +15551110000 was being tried.`],
  ])('and chose %j: %s', (fields, ending) => {
    expect(endingWords(rereadCall([asked(), chosen(fields), over()]))).toBe(ending);
  });

  it('after a talk has talked', async () => {
    const key = chosen({ menu: 'transfer.completed', step: 'goodbye' });
    const call = [asked('completed'), key, over()] as const;
    expect(endingWords(call)).toBe('Connected to +15551110000 after 1 hand-off; they talked and hung up.');
    expect((await summaryOf('c-1', call)).state).toBe('connected');
  });

  it('is told by key and step, and a key is no hand-off', async () => {
    expect(eventWords(chosen({}))).toBe('the caller pressed 1');
    expect(eventWords(chosen({ digits: undefined }))).toBe('the caller pressed nothing');
    expect(tellEvent(chosen(BACK))).toMatchObject({
      handOff: undefined,
      done: 'tried again: handed to +15551110000',
    });
    expect(tellEvent(asked()).done).toBe('the caller was asked to choose');
    const rows = [asked(), chosen({ step: 'goodbye' }), over()] as const;
    expect(storyText(rows, new Date(), 100)).toContain('pressed 1');
    expect(callLines(rows, 100)).toContain('1 hand-off');
    expect(await tally(each(rows), 'outcome')).toMatchObject({
      handOffs: 1,
      groups: [{ label: 'busy' }, { label: 'chosen', count: 1, connected: 0 }],
    });
    expect((await summaryOf('c-1', [asked()])).state).toBe('ongoing');
  });
});
