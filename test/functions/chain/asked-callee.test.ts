import { describe, expect, it } from 'vitest';
import type { OutcomeStore } from '../../../functions/outcomes/store.ts';
import {
  type AskedCall,
  callOf as askedCall,
  attributeOf,
  LAST,
  MOBILE,
  policyOf,
  urlsOf,
} from '../../support/asked-call.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';

const table = outcomesTable();
captureLog();

const callOf = (asked: Omit<AskedCall, 'store'> & Partial<AskedCall>) =>
  askedCall({ store: table.store, ...asked });

const CONNECTS = '<Response><Pause duration="0.1"/></Response>';
const DECLINES = '<Response><Hangup/></Response>';

describe('a callee who is asked to take the call', () => {
  it('is asked twice at most, presses the key, and the talk counts as completed', async () => {
    const call = callOf({ callId: 'c-person' });
    const document = await call.begin();
    const { answer, complete, disconnect } = urlsOf(document);
    expect(document).toContain('callTimeout="20"');
    expect(answer).toMatch(/^transfer-answer\?route=desk&.*&confirm=[0-9a-f]{8}&call=c-person$/);
    const asks = await call.answered(answer);
    expect(asks).toContain('maxDigits="1" firstDigitTimeout="8" repeatCount="2"');
    expect(asks).toContain('<SpeakSentence>Press 1 to take this call.</SpeakSentence></Gather></Response>');
    expect(await call.pressed(attributeOf(asks, 'gatherUrl'), '1')).toContain(CONNECTS);
    expect(await call.legEnded(disconnect)).toBe('');
    expect(await call.ended(complete)).toContain(DECLINES);
    const items = await table.itemsOf('c-person');
    const id = /confirm=(\w+)/.exec(answer)?.[1];
    expect(items.map(({ eventKey, outcome }) => [eventKey, outcome])).toEqual([
      [expect.stringMatching(/^2026-06-10T10:00:30.000Z#transferComplete#[0-9a-f]{8}$/), 'busy'],
      ['2026-06-10T10:00:40.000Z#transferAnswer#c-leg', 'leg-answered'],
      ['2026-06-10T10:04:59.000Z#transferDisconnect#c-leg', 'leg-ended'],
      [`2026-06-10T10:05:00.000Z#transferComplete#2#${id}`, 'completed'],
      [`accepted#${id}`, 'accepted'],
    ]);
    expect(items[3]).toMatchObject({ accepted: 'found', confirm: id, destination: MOBILE });
    for (const item of items.filter(({ legCallId }) => legCallId !== undefined)) {
      expect(item).not.toHaveProperty('outcomeDay');
      expect(item).not.toHaveProperty('caller');
    }
  });

  it.each<[string, unknown]>([
    ['another key', '2'],
    ['no key', ''],
    ['no key, told as nothing', undefined],
    ['the key twice', '11'],
    ['the key in 10,000 others', `${'9'.repeat(9999)}1`],
    ['a list', ['1']],
    ['an object', { 1: '1' }],
    ['a blank before the key', ' 1'],
    ['a digit of another script', '１'],
  ])('is hung up on after %s, and the caller goes on', async (what, digits) => {
    const callId = `c-declined-${what.length}`;
    const call = callOf({ callId });
    const { answer, complete } = urlsOf(await call.begin());
    const gatherUrl = attributeOf(await call.answered(answer), 'gatherUrl');
    expect(await call.pressed(gatherUrl, digits)).toContain(DECLINES);
    expect(await call.ended(complete)).toContain(LAST);
    const items = await table.itemsOf(callId);
    expect(items.at(-1)).toMatchObject({ outcome: 'not-accepted', accepted: 'absent', step: 'next' });
    expect(items.map(({ outcome }) => outcome)).toContain('leg-declined');
  });

  it('that is a mailbox, which presses nothing and is hung up by nobody, has not taken it', async () => {
    const call = callOf({ callId: 'c-mailbox' });
    const { answer, complete } = urlsOf(await call.begin());
    await call.answered(answer);
    expect(await call.ended(complete)).toContain(LAST);
  });

  it.each(['busy', 'timeout', 'rejected', 'cancel', 'error'])(
    'whose hand-off ended by %s is not looked up',
    async (cause) => {
      const { has: _, ...store } = table.store;
      const call = callOf({ callId: `c-${cause}`, store });
      const { complete } = urlsOf(await call.begin());
      expect(await call.ended(complete, cause)).toContain('</Response>');
      const { accepted, outcome } = (await table.itemsOf(`c-${cause}`)).at(-1) ?? {};
      expect([accepted, outcome]).not.toContain('not-accepted');
      expect(accepted).toBeUndefined();
    },
  );

  it.each<[string, OutcomeStore['has']]>([
    ['cannot be read', () => Promise.reject(new Error('AccessDeniedException'))],
    ['is not there', undefined],
  ])('is not known to have taken it where the table %s: nobody is hung up on', async (what, has) => {
    const callId = `c-unread-${what.length}`;
    const call = callOf({ callId, store: { put: table.store.put, ...(has && { has }) } });
    const { answer, complete } = urlsOf(await call.begin());
    await call.pressed(attributeOf(await call.answered(answer), 'gatherUrl'), '1');
    expect(await call.ended(complete)).toContain(LAST);
    expect(
      (await table.itemsOf(callId)).find(
        ({ attempt, outcome }) => attempt === 2 && outcome === 'not-accepted',
      ),
    ).toMatchObject({ accepted: 'unread' });
  });

  it('takes the time of the read from that of the write: a caller waits no longer than for another outcome', async () => {
    let epochMilliseconds = Date.parse('2026-06-10T10:05:01.000Z');
    const spent: unknown[] = [];
    const store: OutcomeStore = {
      put: async (_item, spentMilliseconds) => {
        spent.push(spentMilliseconds);
        return 'stored';
      },
      has: async () => {
        epochMilliseconds += 450;
        return true;
      },
    };
    const call = callOf({ callId: 'c-slow', store, nowEpochMilliseconds: () => epochMilliseconds });
    const { complete } = urlsOf(await call.begin());
    await call.ended(complete);
    expect(spent).toEqual([0, 450]);
  });

  it('is connected though the acceptance cannot be stored', async () => {
    const store = { put: () => Promise.reject(new Error('down')) };
    const call = callOf({ callId: 'c-down', store });
    const gatherUrl = attributeOf(await call.answered(urlsOf(await call.begin()).answer), 'gatherUrl');
    expect(await call.pressed(gatherUrl, '1')).toContain(CONNECTS);
  });

  it('takes it once, though the key comes twice, and not before it is pressed', async () => {
    const call = callOf({ callId: 'c-twice' });
    const { answer, complete } = urlsOf(await call.begin());
    const gatherUrl = attributeOf(await call.answered(answer), 'gatherUrl');
    expect(await call.pressed(gatherUrl, '1')).toContain(CONNECTS);
    expect(await call.pressed(gatherUrl, 1, { eventTime: '2026-06-10T10:00:46.000Z' })).toContain(CONNECTS);
    expect(await call.pressed(gatherUrl, '2', { eventTime: '2026-06-10T10:00:47.000Z' })).toContain(DECLINES);
    expect(await call.ended(complete)).toContain(DECLINES);
    expect((await table.itemsOf('c-twice')).filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
  });

  it('of another call, or of another hand-off of this one, has not taken it', async () => {
    const [one, other] = ['c-one', 'c-other'].map((callId) => callOf({ callId }));
    if (!one || !other) throw new Error('two calls');
    const urls = urlsOf(await one.begin());
    await one.pressed(attributeOf(await one.answered(urls.answer), 'gatherUrl'), '1');
    await other.begin();
    expect(await other.ended(urls.complete)).toContain(LAST);
    expect(await one.ended(urls.complete.replace(/confirm=\w+/, 'confirm=00000000'))).toContain(LAST);
  });

  it.each(['', 'x', '0'.repeat(7), '0'.repeat(9), 'ABCDEF01', '0'.repeat(100_000), '../../etc', '00000000 '])(
    'has not taken a hand-off whose id is forged: %.12s',
    async (id) => {
      const call = callOf({ callId: `c-forged-${id.length}-${id.slice(0, 1)}` });
      const complete = `transfer-complete?route=desk&destination=%2B15556667777&attempt=2&confirm=${encodeURIComponent(id)}`;
      expect(await call.ended(complete)).toContain(LAST);
    },
  );

  it('is connected by a gather that came before the answer, and is found', async () => {
    const call = callOf({ callId: 'c-early' });
    const { answer, complete } = urlsOf(await call.begin());
    await call.pressed(answer.replace('transfer-answer', 'gather'), '1');
    await call.answered(answer);
    expect(await call.ended(complete)).toContain(DECLINES);
  });

  it('is asked as the URL says, though a new policy asks nobody', async () => {
    const { answer } = urlsOf(await callOf({ callId: 'c-changed' }).begin());
    const changed = callOf({ callId: 'c-changed', policy: policyOf({}) });
    expect(await changed.answered(answer)).toContain('Press 1 to take this call.');
  });

  it('without parentCallId is found by the URL, and without that by parentCallId', async () => {
    for (const [callId, changes, url] of [
      ['c-no-parent', { parentCallId: undefined }, (text: string) => text],
      ['c-no-call', {}, (text: string) => text.replace(/&call=[^&]*/, '')],
    ] as const) {
      const call = callOf({ callId });
      const { answer, complete } = urlsOf(await call.begin());
      const gatherUrl = attributeOf(await call.answered(url(answer), changes), 'gatherUrl');
      await call.pressed(url(gatherUrl), '1', changes);
      expect(await call.ended(complete)).toContain(DECLINES);
    }
  });

  it('gets the same bytes for the same event, and another id for another', async () => {
    const call = callOf({ callId: 'c-bytes' });
    const first = await call.begin();
    expect(await call.begin()).toBe(first);
    const [, id] = /confirm=(\w+)/.exec(first) ?? [];
    const next = await call.post('transfer-complete?route=desk&destination=sip%3Adesk%40office.example.com', {
      eventType: 'transferComplete',
      eventTime: '2026-06-10T10:00:31.000Z',
      callId: 'c-bytes',
      cause: 'busy',
    });
    expect(next).toMatch(/confirm=\w{8}/);
    expect(next).not.toContain(`confirm=${id}`);
  });

  it('in a second region is asked there, too', async () => {
    const call = callOf({ callId: 'c-region', fallbackBaseUrl: 'https://other.example.com' });
    const document = await call.begin();
    const fallback = attributeOf(document, 'transferAnswerFallbackUrl');
    expect(fallback).toMatch(
      /^https:\/\/other\.example\.com\/[^/]+\/transfer-answer\?.*confirm=.*&call=c-region$/,
    );
    const asks = await call.answered(urlsOf(document).answer);
    expect(attributeOf(asks, 'gatherFallbackUrl')).toMatch(/^https:\/\/other\.example\.com\/[^/]+\/gather\?/);
  });
});

describe('a callee who is told something, and asked nothing', () => {
  it('hears it after the digits, and the end of the talk is read as ever', async () => {
    const policy = policyOf({ announce: { say: 'A call for support.' }, sendDigits: 'ww1234#' });
    const call = callOf({ callId: 'c-told', policy });
    const { answer, complete, disconnect } = urlsOf(await call.begin());
    expect([answer, complete, disconnect].join()).not.toContain('confirm=');
    expect(await call.answered(answer)).toContain(
      '<Response><SendDtmf>ww1234#</SendDtmf><SpeakSentence>A call for support.</SpeakSentence></Response>',
    );
    expect(await call.ended(complete)).toContain(DECLINES);
  });

  it('at a URL that a policy no longer asks for is connected at once', async () => {
    const call = callOf({ callId: 'c-plain', policy: policyOf({}) });
    expect(await call.answered('transfer-answer?route=desk&destination=%2B15556667777&attempt=2')).toContain(
      CONNECTS,
    );
  });
});
