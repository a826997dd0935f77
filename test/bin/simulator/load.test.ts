import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type LoadOptions, runLoad } from '../../../bin/simulator/load/run.ts';
import { loadText } from '../../../bin/simulator/print/load-text.ts';
import type { ReadBackItem } from '../../../bin/simulator/stored.ts';
import type { Moment, Timeline } from '../../../bin/simulator/timeline.ts';
import { type Received, type StubServer, stubServer, TOKEN } from './stub-server.ts';

const server = stubServer();

const CONTEXT_STAYS = 'a context stays with its call, and nothing else does';
const SORRY = '<SpeakSentence>Sorry</SpeakSentence><Hangup/>';
const run = (more: Partial<LoadOptions> = {}) =>
  runLoad({
    baseUrl: server.baseUrl,
    token: TOKEN,
    calls: 60,
    concurrency: 8,
    seed: 3,
    runName: 'test',
    startMillis: Date.parse('2026-04-30T00:00:00.000Z'),
    promises: { attempts: 10, silentHangups: false },
    ...more,
  });
async function timelines(more: Partial<LoadOptions>): Promise<Timeline[]> {
  const played: Timeline[] = [];
  await run({ ...more, onCall: (_, timeline) => void played.push(timeline) });
  return played;
}
const broken = async (more: Partial<LoadOptions> = {}) =>
  (await run(more)).violations.map(({ invariant }) => invariant);
const attemptOf = ({ path }: Received) => Number(/attempt=(\d+)/.exec(path)?.[1] ?? 1);

/** A table that holds what the stub received, each callback once. */
function faithfulTable(): (callId: string) => Promise<ReadBackItem[]> {
  return async (callId) => {
    const events = server.received.filter(({ fields }) => fields.callId === callId);
    const keys = new Set(
      events.map(({ fields: { eventTime, eventType }, path }) => {
        const destination = new URL(path, server.baseUrl).searchParams.get('destination');
        const hash = destination ? [createHash('sha256').update(destination).digest('hex').slice(0, 8)] : [];
        return [eventTime, eventType, ...hash].join('#');
      }),
    );
    return [...keys].map((eventKey) => ({ eventKey, outcome: 'busy' }));
  };
}

describe('a server that keeps its promises', () => {
  test('breaks nothing, and every invariant was checked', async () => {
    server.reply = () => SORRY;
    const result = await run({ readStored: faithfulTable() });
    expect(result.violations).toEqual([]);
    expect(result.checked).toHaveLength(11);
    expect(result.tally.calls).toBe(60);
    expect(result.tally.requests).toBe(server.received.length);
    expect(result.tally.duplicates).toBeGreaterThan(10);
    expect(server.received.some(({ method }) => method === 'GET')).toBe(true);
  });
});

describe('a server that does not', () => {
  test.each<[string, StubServer['reply'], string]>([
    ['hangs up without a word', () => '<Hangup/>', 'nobody was hung up on without a prompt'],
    ['answers an empty document', () => '', 'nobody was hung up on without a prompt'],
    ['answers 500', () => ({ status: 500 }), 'every callback was answered'],
    ['answers nonsense', () => '<Dial/>', 'every callback was answered'],
    ['answers each time otherwise', (_, index) => `${SORRY}<!-- ${index} -->`, 'same request, same bytes'],
    [
      'forgets the limit of attempts',
      (request) =>
        attemptOf(request) < 12
          ? `<Transfer transferCompleteUrl="transfer-complete?attempt=${attemptOf(request) + 1}"><SipUri>sip:x@example.com</SipUri></Transfer>`
          : SORRY,
      'no more attempts than the limit',
    ],
    [
      'shows a number that was hidden',
      ({ fields }) =>
        fields.privacy
          ? '<Transfer transferCompleteUrl="transfer-complete?attempt=2"><SipUri>sip:x@example.com</SipUri></Transfer>'
          : SORRY,
      'a hidden number stays hidden',
    ],
    [
      'begins a hand-off after the longest wait',
      (request) =>
        attemptOf(request) < 12
          ? `<Pause duration="60"/><Transfer transferCompleteUrl="transfer-complete?attempt=${attemptOf(request) + 1}"><SipUri>sip:x@example.com</SipUri></Transfer>`
          : SORRY,
      'no hand-off after the longest wait',
    ],
    [
      'forgets the context',
      ({ path }) =>
        path.includes('context=')
          ? '<Transfer transferCompleteUrl="transfer-complete"><SipUri>sip:x@example.com</SipUri></Transfer>'
          : SORRY,
      CONTEXT_STAYS,
    ],
    [
      'takes what is none for a context',
      ({ path }) =>
        path.includes('context=a%20b')
          ? `<Transfer transferCompleteUrl="transfer-complete?context=a%20b"><SipUri uui="YQ==;encoding=base64">sip:x@example.com</SipUri></Transfer>`
          : SORRY,
      CONTEXT_STAYS,
    ],
    [
      'tells a SIP target nothing',
      ({ path }) => {
        const [context] = /context=[\w.-]+/.exec(path) ?? [];
        return context
          ? `<Transfer transferCompleteUrl="transfer-complete?${context}"><SipUri>sip:x@example.com</SipUri></Transfer>`
          : SORRY;
      },
      CONTEXT_STAYS,
    ],
    [
      'loses count, and never lets a call end',
      () => '<Transfer transferCompleteUrl="transfer-complete"><SipUri>sip:x@example.com</SipUri></Transfer>',
      'every call ended',
    ],
  ])('%s', async (_, reply, invariant) => {
    server.reply = reply;
    const promises = { attempts: 10, silentHangups: false, waitSeconds: 100 };
    expect(await broken({ limits: { callbacks: 14 }, promises })).toContain(invariant);
  });

  test.each<[string, (stored: ReadBackItem[]) => ReadBackItem[]]>([
    ['loses an outcome', (stored) => stored.slice(1)],
    ['stores one twice', (stored) => [...stored, ...stored.slice(0, 1)]],
    ['stores what was never sent', (stored) => [...stored, { eventKey: 'x#y', outcome: 'busy' }]],
  ])('%s', async (_, spoil) => {
    server.reply = () => SORRY;
    const faithful = faithfulTable();
    const readStored = async (callId: string) => spoil(await faithful(callId));
    expect(await broken({ readStored })).toEqual(['every callback was stored exactly once']);
  });

  test('a policy with silent hang-ups is not blamed for them', async () => {
    server.reply = () => '<Hangup/>';
    expect(await broken({ promises: { attempts: 10, silentHangups: true } })).toEqual([]);
  });

  test('the report shows the seed, the shortest call and how to play it again', async () => {
    server.reply = () => '<Hangup/>';
    const options = { seed: 3 } as LoadOptions;
    const result = await run();
    const text = loadText(options, result, 1000);
    const lengths = result.violations.map(({ timeline }) => timeline.moments.length);
    expect(text).toMatch(
      /BROKEN: nobody was hung up on without a prompt \(\d+ calls; the shortest follows\)/,
    );
    expect(text).toMatch(/again: npx bandwidth-call-recovery simulate --seed 3 --only \d+/);
    expect(text).toContain('<Hangup/>');
    expect(lengths).toEqual([Math.min(...lengths)]);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('seeds', () => {
  const withoutTimes = ({ atSeconds, ...moment }: Moment) =>
    moment.kind === 'callback'
      ? {
          atSeconds,
          eventType: moment.eventType,
          fields: moment.fields,
          url: moment.url,
          repeats: moment.repeats.length,
        }
      : { atSeconds, ...moment };
  const played = async (only: number, more: Partial<LoadOptions> = {}) =>
    (await timelines({ only, ...more })).flatMap(({ moments }) => moments.map(withoutTimes));

  test('the same seed plays the same calls, alone or among others, in any order', async () => {
    server.reply = () => SORRY;
    for (const index of [0, 17, 41])
      expect(await played(index)).toEqual(await played(index, { concurrency: 1 }));
  });

  test('another seed plays other calls', async () => {
    server.reply = () => SORRY;
    expect(await played(17)).not.toEqual(await played(17, { seed: 4 }));
  });

  test('another run has other call ids and the same calls', async () => {
    server.reply = () => SORRY;
    const [one] = await timelines({ only: 17 });
    const [other] = await timelines({ only: 17, runName: 'again' });
    expect(one?.call.callId).not.toBe(other?.call.callId);
    expect(one?.call.from).toBe(other?.call.from);
    expect(one?.moments.map(({ kind }) => kind)).toEqual(other?.moments.map(({ kind }) => kind));
  });
});
