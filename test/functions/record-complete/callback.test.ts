import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { captureLog } from '../../support/captured-log.ts';
import { handledCallbacks } from '../../support/handled-callbacks.ts';
import { documented } from '../../support/requests.ts';

const { handled } = handledCallbacks();
captureLog();

const routes = [
  { name: 'desk', destinations: ['sip:a@x.example'], prompts: { recorded: { say: 'Thanks, desk' } } },
];
const sent = (changes: object = {}, query = '', policy: object = { routes }) =>
  handled(
    { name: 'record-complete', body: documented('record-complete', changes), query },
    { policy: parsePolicy(policy) },
  );

describe('record-complete', () => {
  it('thanks the caller in the words of the route, and stores the message', async () => {
    const { answer, item } = await sent({}, 'route=desk&destination=sip%3Aa%40x.example&attempt=2');
    expect(answer).toMatch(/<Response><SpeakSentence>Thanks, desk<\/SpeakSentence><Hangup\/><\/Response>$/);
    expect(item).toMatchObject({
      eventKey: '2026-04-30T13:14:05.359Z#recordComplete#r-115da407-e3d9-4ea7-889f-5f4ad7386a80',
      outcome: 'recorded',
      step: 'goodbye',
      route: 'desk',
      destination: 'sip:a@x.example',
      attempt: 2,
      duration: 'PT12.056S',
      mediaUrl: expect.stringMatching(/\/media$/),
    });
  });

  it('takes the event type of the SDKs, and stores it as it came', async () => {
    const { answer, item } = await sent({ eventType: 'recordingComplete' });
    expect(answer).toContain('Thanks, desk');
    expect(item).toMatchObject({ eventType: 'recordingComplete', outcome: 'recorded' });
  });

  it('keeps that there was no hand-off before the message', async () => {
    const { item } = await sent({}, 'attempt=0', {});
    expect(item).toMatchObject({ outcome: 'recorded', attempt: 0 });
    expect(item).not.toHaveProperty('destination');
  });

  it.each([
    ['goodbye, in words of its own', { step: 'goodbye', prompt: { say: 'Bye' } }, '>Bye<'],
    [
      'redirect',
      { step: 'redirect', url: 'https://app.example.com/next' },
      '<Redirect redirectUrl="https://app',
    ],
    ['hangup', 'hangup', '<Response><Hangup/>'],
  ])('may %s', async (_what, step, document) => {
    const { answer } = await sent({}, '', { outcomes: { recorded: [step] } });
    expect(answer).toContain(document);
  });

  it('thanks where a policy says nothing: a caller who has left a message hears no "could not be connected"', async () => {
    const { answer } = await sent({}, '', { prompts: { goodbye: { say: 'Could not be connected.' } } });
    expect(answer).toContain('Your message has been recorded.');
    expect(answer).not.toContain('Could not be connected.');
  });

  it.each([
    ['no length', { duration: 'PT0S' }],
    ['no length, in fractions', { duration: 'PT0.0S' }],
    ['no length, as a number', { duration: 0 }],
    ['no length and no media that are told', { duration: undefined, mediaUrl: undefined }],
    ['an odd length and no media', { duration: 'long', mediaUrl: '' }],
    ['an error', { status: 'error' }],
  ])('nobody is thanked for a message of %s', async (_what, changes) => {
    const steps = [
      'goodbye',
      { step: 'goodbye', prompt: { say: 'Thanks, yours' } },
      { step: 'hangup', prompt: { say: 'Thanks, yours' } },
      { step: 'redirect', url: 'https://app.example.com/', prompt: { say: 'Thanks, yours' } },
    ];
    for (const step of steps) {
      const prompts = { goodbye: { say: 'Goodbye.' }, recorded: { say: 'Thanks, all' } };
      const { answer, item } = await sent(changes, 'route=desk', {
        routes,
        prompts,
        outcomes: { recorded: [step] },
      });
      expect(answer).not.toContain('Thanks');
      expect(answer).toContain(JSON.stringify(step).includes('redirect') ? '<Redirect ' : '>Goodbye.<');
      expect(item).toMatchObject({ outcome: 'no-message', route: 'desk' });
    }
  });

  it('a silent end stays silent where nobody spoke', async () => {
    const { answer } = await sent({ duration: 'PT0S' }, '', { outcomes: { recorded: ['hangup'] } });
    expect(answer).toMatch(/<Response><Hangup\/><\/Response>$/);
  });

  it('a message whose length is not told is one, if it can be fetched', async () => {
    const { answer, item } = await sent({ duration: undefined });
    expect(answer).toContain('Thanks, desk');
    expect(item).toMatchObject({ outcome: 'recorded' });
  });

  it('an event of another type is told where its URL belongs', async () => {
    const { item } = await sent({ eventType: 'recordingAvailable' });
    expect(item.reasons).toContain(
      'a recordingAvailable event came to the URL …/record-complete: set recordingAvailableUrl of <Record> to …/recording-available',
    );
  });
});
