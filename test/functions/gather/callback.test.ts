import { describe, expect, it } from 'vitest';
import { CONNECT_DOCUMENT } from '../../../functions/bxml/document.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { attributeOf } from '../../support/asked-call.ts';
import { captureLog } from '../../support/captured-log.ts';
import { deploymentWith, documented, SAFE, send, UP } from '../../support/requests.ts';

const log = captureLog();

const POLICY = parsePolicy({
  outcomes: {
    busy: [
      {
        step: 'menu',
        prompt: { say: 'Press 1 to leave a message.' },
        keys: { '1': { step: 'voicemail', maxSeconds: 90 }, '2': 'retry' },
        seconds: 4,
      },
    ],
  },
  routes: [{ name: 'desk', destinations: ['sip:a@desk.example.com'] }],
});

/** A call whose only desk was busy, and what is stored of it. */
function askedCaller(changes: object = {}) {
  const items: OutcomeItem[] = [];
  const put = async (item: OutcomeItem) => {
    items.push(item);
    return 'stored' as const;
  };
  const deployment = deploymentWith({ put }, { policy: POLICY, ...changes });
  const busy = documented('transfer-busy', { callId: 'c-1' });
  const begin = async () =>
    (
      await send(deployment, {
        name: 'transfer-complete',
        query: 'route=desk&destination=sip%3Aa%40desk.example.com&attempt=2',
        body: busy,
      })
    ).body ?? '';
  const pressed = async (url: string, body: object) =>
    send(deployment, {
      name: 'gather',
      query: url.split('?')[1] ?? '',
      body: { ...busy, eventType: 'gather', eventTime: '2026-06-10T10:00:45.000Z', ...body },
    });
  return { items, begin, pressed };
}

describe('a caller who is asked in a menu', () => {
  it('hears the question twice at most, and the answer to a key is its step; both are stored', async () => {
    const { items, begin, pressed } = askedCaller();
    const asks = await begin();
    expect(asks).toMatch(
      /<Response><Gather gatherUrl="[^"]*" maxDigits="1" firstDigitTimeout="4" repeatCount="2"><SpeakSentence>Press 1 to leave a message\.<\/SpeakSentence><\/Gather><\/Response>$/,
    );
    const url = attributeOf(asks, 'gatherUrl');
    const { body = '' } = await pressed(url, { digits: '1' });
    expect(body).toContain('maxDuration="90"');
    expect(attributeOf(body, 'recordCompleteUrl')).not.toMatch(/menu=/);
    expect(items).toMatchObject([
      { outcome: 'busy', step: 'menu' },
      {
        eventKey: '2026-06-10T10:00:45.000Z#gather#2',
        outcome: 'chosen',
        step: 'voicemail',
        digits: '1',
        menu: expect.stringMatching(/^transfer\.busy/),
        menus: 1,
        attempt: 2,
        destination: 'sip:a@desk.example.com',
        outcomeDay: expect.stringMatching(/^chosen#2026-06-10#/),
      },
    ]);
    expect(items[1]).not.toHaveProperty('caller');
    expect(items[1]).not.toHaveProperty('legCallId');
    expect(log.lines()).toMatchObject([{ step: 'menu' }, { outcome: 'chosen', step: 'voicemail' }]);
  });

  it.each([[{ digits: '' }], [{ digits: '7' }], [{}], [{ digits: null }], [{ digits: ['1'] }]])(
    'who presses %j hears the rest of the menu, which is goodbye here',
    async (body) => {
      const { items, begin, pressed } = askedCaller();
      const { body: answer } = await pressed(attributeOf(await begin(), 'gatherUrl'), body);
      expect(answer).toBe(SAFE.body);
      expect(items[1]).toMatchObject({ outcome: 'chosen', step: 'goodbye' });
    },
  );

  it('who presses a key by number is understood', async () => {
    const { items, begin, pressed } = askedCaller();
    await pressed(attributeOf(await begin(), 'gatherUrl'), { digits: 1 });
    expect(items[1]).toMatchObject({ step: 'voicemail' });
  });

  it('whose callId is not that of a parent is the caller: the URL tells whose key it is', async () => {
    const { items, begin, pressed } = askedCaller();
    await pressed(attributeOf(await begin(), 'gatherUrl'), { digits: '1', parentCallId: 'c-0' });
    expect(items[1]).toMatchObject({ callId: 'c-1', outcome: 'chosen' });
  });

  it('is sent the menu of another deployment where the first does not answer', async () => {
    const { begin } = askedCaller({ fallbackBaseUrl: 'https://second.example.com' });
    expect(attributeOf(await begin(), 'gatherFallbackUrl')).toMatch(
      /^https:\/\/second\.example\.com\/[^/]+\/gather\?.*menu=transfer\.busy/,
    );
  });
});

describe('what is safe when nothing can be decided', () => {
  const CONNECTED = { ...SAFE, body: CONNECT_DOCUMENT };
  const defect = deploymentWith(UP, { policy: null as never });
  const answer = async (query: string, changes: object = {}) => {
    const body = documented('transfer-busy', { eventType: 'gather', digits: '1', ...changes });
    const { statusCode, headers, body: document } = await send(defect, { name: 'gather', query, body });
    return { statusCode, headers, body: document };
  };

  it('is goodbye for the caller in a menu, and to connect the callee who was asked, as the URL says', async () => {
    expect(await answer('menu=transfer.busy')).toEqual(SAFE);
    expect(await answer('menu=')).toEqual(SAFE);
    expect(await answer('menu=transfer.busy', { parentCallId: 'c-0' })).toEqual(SAFE);
    expect(await answer('confirm=0123abcd')).toEqual(CONNECTED);
    expect(await answer('confirm=0123abcd', { parentCallId: 'c-0' })).toEqual(CONNECTED);
  });

  it('is told by the parent where the URL says neither', async () => {
    expect(await answer('')).toEqual(SAFE);
    expect(await answer('', { parentCallId: 'c-0' })).toEqual(CONNECTED);
  });
});
