import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeAnswer, writeDocument } from '../../../functions/bxml/document.ts';
import { MAX_DOCUMENT_BYTES } from '../../../functions/bxml/writer.ts';
import { decide } from '../../../functions/recovery/decide.ts';
import type { Action, Decision } from '../../../functions/recovery/decision.ts';
import { readHandOff } from '../../../functions/recovery/hand-off.ts';
import type { Prompt } from '../../../functions/recovery/prompt.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { LONGEST_BASE } from '../../fuzz/check.ts';
import { hostileQuery, outcome, policyFile } from '../recovery/arbitraries.ts';
import { elementNames, parseXml } from './xml.ts';

const decision = (action: Action, more: Partial<Decision> = {}): Decision => ({
  outcome: 'busy',
  ended: { attempt: 1, retries: 0 },
  step: 'next',
  steps: [],
  passedOver: [],
  action,
  ...more,
});

const body = (document: string) => document.replace('<?xml version="1.0" encoding="UTF-8"?>', '');

const handOff = {
  route: 'desk',
  destination: { targets: ['sip:bob@x.example'] },
  attempt: 2,
  retries: 1,
} as const;

describe('answer', () => {
  it('to a call that is gone says nothing', () => {
    expect(body(writeDocument(decision({ kind: 'nothing' })))).toBe('<Response/>');
  });

  it('refers, with our state in a relative URL', () => {
    expect(body(writeDocument(decision({ kind: 'hand-off', verb: 'refer', handOff, transfer: {} })))).toBe(
      '<Response><Refer referCompleteUrl="refer-complete?route=desk&amp;destination=sip%3Abob%40x.example&amp;attempt=2&amp;retries=1">' +
        '<SipUri>sip:bob@x.example</SipUri></Refer></Response>',
    );
  });

  it('transfers to numbers and SIP URIs at once, with the options of the policy', () => {
    const both = {
      ...handOff,
      retries: 0,
      destination: { targets: ['+15550001111', 'sip:bob@x.example'] } as const,
    };
    const leg =
      'transferDisconnectUrl="transfer-disconnect?route=desk&amp;destination=%2B15550001111%2Csip%3Abob%40x.example&amp;attempt=2"';
    const transfer = {
      callTimeoutSeconds: 22.5,
      callerId: '+15550009999',
      callerDisplayName: 'A & B',
      privacy: false,
    };
    expect(
      body(writeDocument(decision({ kind: 'hand-off', verb: 'transfer', handOff: both, transfer }))),
    ).toBe(
      '<Response><Transfer transferCallerId="+15550009999" transferCallerDisplayName="A &amp; B" privacy="false" callTimeout="22.5"' +
        ' transferCompleteUrl="transfer-complete?route=desk&amp;destination=%2B15550001111%2Csip%3Abob%40x.example&amp;attempt=2">' +
        `<PhoneNumber ${leg}>+15550001111</PhoneNumber><SipUri ${leg}>sip:bob@x.example</SipUri></Transfer></Response>`,
    );
  });

  it('records, with our state in two relative URLs, and what Bandwidth has by default left out', () => {
    const query = 'route=desk&amp;destination=sip%3Abob%40x.example&amp;attempt=2&amp;retries=1';
    const urls = `recordCompleteUrl="record-complete?${query}" recordingAvailableUrl="recording-available?${query}"`;
    expect(body(writeDocument(decision({ kind: 'record', handOff, recording: {} })))).toBe(
      `<Response><Record ${urls}/></Response>`,
    );
    const recording = { maxSeconds: 90, silenceSeconds: 0, terminatingDigits: '' };
    expect(body(writeDocument(decision({ kind: 'record', handOff, recording })))).toBe(
      `<Response><Record ${urls} maxDuration="90" silenceTimeout="0" terminatingDigits=""/></Response>`,
    );
  });

  it('with another deployment: transfers and recordings have a fallback URL there, with the same state; refers know none', () => {
    const folder = 'https://second.example.com/base/TOKEN/';
    const written = (verb: 'refer' | 'transfer') =>
      body(
        writeDocument(decision({ kind: 'hand-off', verb, handOff, transfer: {} }), {
          fallbackFolder: folder,
        }),
      );
    const state = 'route=desk&amp;destination=sip%3Abob%40x.example&amp;attempt=2&amp;retries=1';
    expect(written('transfer')).toContain(
      `transferCompleteUrl="transfer-complete?${state}" transferCompleteFallbackUrl="${folder}transfer-complete?${state}">`,
    );
    expect(written('transfer').split(folder)).toHaveLength(2);
    expect(
      body(writeDocument(decision({ kind: 'record', handOff, recording: {} }), { fallbackFolder: folder })),
    ).toContain(
      `recordCompleteUrl="record-complete?${state}" recordCompleteFallbackUrl="${folder}record-complete?${state}"`,
    );
    expect(written('refer')).not.toContain('second.example.com');
  });

  it.each<[string, Partial<Decision>, string]>([
    [
      'a spoken prompt',
      { prompt: { say: 'Hold', locale: 'en_UK' } },
      '<SpeakSentence locale="en_UK">Hold</SpeakSentence>',
    ],
    [
      'a played prompt',
      { prompt: { play: 'https://x/a.wav?b&c' } },
      '<PlayAudio>https://x/a.wav?b&amp;c</PlayAudio>',
    ],
    ['a pause', { wait: { pauseSeconds: 5 } }, '<Pause duration="5"/>'],
    [
      'a ringing',
      { prompt: { say: 'Hold' }, wait: { ringSeconds: 3 } },
      '<SpeakSentence>Hold</SpeakSentence><Ring duration="3"/>',
    ],
  ])('puts %s before the action', (_what, more, expected) => {
    const redirecting = decision({ kind: 'redirect', url: 'https://app.example.com/?a&b' }, more);
    expect(body(writeDocument(redirecting))).toBe(
      `<Response>${expected}<Redirect redirectUrl="https://app.example.com/?a&amp;b"/></Response>`,
    );
  });
});

describe('any decision of any policy', () => {
  const anyAnswer = fc
    .tuple(policyFile, fc.constantFrom('refer' as const, 'transfer' as const), outcome, hostileQuery)
    .map(([file, verb, each, query]) => {
      const call = { to: 'sip:support@bw.example.com', tag: '</Response><Hangup/>' };
      return decide({ verb, outcome: each, call, handOff: readHandOff(query) }, parsePolicy(file));
    });

  /** The names of the elements that a decision asks for. */
  function namesOf({ prompt, wait, action }: Decision): string[] {
    const names = ['Response'];
    if (prompt) names.push('say' in prompt ? 'SpeakSentence' : 'PlayAudio');
    if (wait) names.push('pauseSeconds' in wait ? 'Pause' : 'Ring');
    if (action.kind === 'hangup') names.push('Hangup');
    if (action.kind === 'redirect') names.push('Redirect');
    if (action.kind === 'record') names.push('Record');
    if (action.kind === 'menu') names.push('Gather', 'say' in action.prompt ? 'SpeakSentence' : 'PlayAudio');
    if (action.kind !== 'hand-off') return names;
    const targets = action.handOff.destination.targets.map((each) =>
      each.startsWith('+') ? 'PhoneNumber' : 'SipUri',
    );
    return [...names, action.verb === 'refer' ? 'Refer' : 'Transfer', ...targets];
  }

  it('is a document of exactly the verbs decided, that speaks its text and keeps the limits of Bandwidth', () => {
    fc.assert(
      fc.property(anyAnswer, (made) => {
        const document = writeDocument(made);
        expect(writeDocument(structuredClone(made))).toBe(document);
        expect(Buffer.byteLength(document)).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES);
        const root = parseXml(document);
        expect(elementNames(root)).toEqual(namesOf(made));
        const spoken = root.children.find(({ name }) => name === 'SpeakSentence');
        expect(spoken?.text).toBe((made.prompt as Partial<Extract<Prompt, { say: string }>>)?.say);
        for (const { name, attributes, children } of root.children) {
          if (name === 'Refer') expect(children.map((child) => child.name)).toEqual(['SipUri']);
          if (name === 'Transfer') expect(children.length).toBeLessThanOrEqual(8);
          for (const [attribute, url] of Object.entries(attributes))
            if (attribute.endsWith('Url'))
              expect(new URL(url, LONGEST_BASE).href.length).toBeLessThanOrEqual(2048);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('safeAnswer', () => {
  it('says the goodbye of the policy and hangs up', () => {
    expect(body(safeAnswer(parsePolicy({ prompts: { goodbye: { say: 'Bye <now>' } } })))).toBe(
      '<Response><SpeakSentence>Bye &lt;now&gt;</SpeakSentence><Hangup/></Response>',
    );
  });
});
