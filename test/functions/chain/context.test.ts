import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CALLBACKS, type CallbackName, callbackRow } from '../../../functions/callbacks.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { hostileText } from '../../fuzz/hostile-text.ts';
import { captureLog } from '../../support/captured-log.ts';
import { handledCallbacks } from '../../support/handled-callbacks.ts';
import { deploymentWith, documented, send, UP } from '../../support/requests.ts';
import { elementNames, parseXml } from '../bxml/xml.ts';

const log = captureLog();
const callbacks = handledCallbacks();

const policy = parsePolicy({
  outcomes: { busy: ['next', { step: 'redirect', url: 'https://app.example.com/' }] },
  routes: [
    {
      name: 'desk',
      announce: { say: 'About {context}.' },
      destinations: ['sip:a@desk.example', 'sip:b@desk.example'],
    },
  ],
});

/** An event of a callback whose hand-off was busy. */
const eventOf = (name: CallbackName) =>
  documented('transfer-busy', { eventType: callbackRow(name).eventTypes[0], parentCallId: undefined });

/** Callbacks that take the event of {@link eventOf}; that of `gather` must be of a callee. */
const NAMES = CALLBACKS.map(({ name }) => name).filter((name) => name !== 'gather');

describe('the context of a URL', () => {
  it.each(NAMES)('is stored with the outcome of %s', async (name) => {
    const body = eventOf(name);
    const sent = { name, query: 'context=ticket-4711', body } as const;
    const { item, answer } = await callbacks.handled(sent, { policy });
    expect(item.context).toBe('ticket-4711');
    for (const [, url = ''] of answer.matchAll(/Url="([^"]*)"/g))
      expect(url).toContain('context=ticket-4711');
    expect(log.text()).not.toContain('context ignored');
  });

  it("goes to the user's own app, and is spoken to a callee", async () => {
    const sent = { name: 'transfer-complete', body: eventOf('transfer-complete') } as const;
    const { answer } = await callbacks.handled(
      { ...sent, query: 'attempt=2&destination=sip:b@desk.example&context=k' },
      { policy },
    );
    expect(answer).toContain('<Redirect redirectUrl="https://app.example.com/?context=k"/>');
    const heard = async (query: string) =>
      (
        await callbacks.handled(
          { name: 'transfer-answer', query, body: eventOf('transfer-answer') },
          { policy },
        )
      ).answer;
    expect(await heard('context=ticket-4711')).toContain('>About ticket-4711.<');
    expect(await heard('')).toContain('>About.<');
  });

  it('is stored with an event that came to the wrong URL', async () => {
    const sent = {
      name: 'answer',
      query: 'context=ticket-4711',
      body: eventOf('transfer-complete'),
    } as const;
    expect((await callbacks.handled(sent)).item).toMatchObject({
      outcome: 'rejected',
      context: 'ticket-4711',
    });
  });

  it('is told apart from a field of that name', async () => {
    const { item } = await callbacks.handled({
      name: 'refer-complete',
      query: 'context=k',
      body: { ...documented('refer-target-404'), context: 'of Bandwidth' },
    });
    expect(item).toMatchObject({ context: 'k', 'event.context': 'of Bandwidth' });
  });
});

describe('what is no context', () => {
  it.each(NAMES)('is told in the log of %s, without its text, and left out of all else', async (name) => {
    const query = `context=${encodeURIComponent('Lee Miller <Hangup/>')}`;
    const { item, answer } = await callbacks.handled({ name, query, body: eventOf(name) }, { policy });
    expect(log.lines().at(-1)).toMatchObject({
      level: 'WARN',
      message: 'context ignored',
      callback: name,
      callId: item.callId,
      expected: '1 to 120 letters, digits, "_", "." and "-"',
    });
    expect(JSON.stringify([item, answer, log.text()])).not.toContain('Miller');
  });

  it('and what is one never becomes a verb, whatever it is', async () => {
    const text = fc.oneof(hostileText, fc.string({ unit: 'binary' }), fc.stringMatching(/^[\w.-]{0,125}$/));
    const verbsWith = async (name: CallbackName, query: string) => {
      const { body = '' } = await send(deploymentWith(UP, { policy }), { name, query, body: eventOf(name) });
      return body && elementNames(parseXml(body));
    };
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...NAMES), text, async (name, context) => {
        const query = new URLSearchParams({ context: context.toWellFormed() }).toString();
        expect(await verbsWith(name, query)).toEqual(await verbsWith(name, ''));
      }),
      { numRuns: 300 },
    );
  });
});
