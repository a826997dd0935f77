import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeAnswer, writeDocument } from '../../../functions/bxml/document.ts';
import { MAX_DOCUMENT_BYTES } from '../../../functions/bxml/writer.ts';
import { decide } from '../../../functions/recovery/decide.ts';
import { readHandOff } from '../../../functions/recovery/hand-off.ts';
import { answerLeg } from '../../../functions/recovery/leg.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { LONGEST_BASE } from '../../fuzz/check.ts';
import { elementNames, parseXml } from './xml.ts';

/** Settings take a base URL of 200 characters. */
const LONGEST_FALLBACK = `https://${'f'.repeat(192)}/${'t'.repeat(43)}/`;

const ROUTE = 'r'.repeat(64);

/** Eight targets, and one, that take 1,000 characters in a URL, or as many as one target has. */
const EIGHT = Array.from({ length: 8 }, (_, index) => `sip:${'&'.repeat(37)}@x${index}`).with(
  7,
  `sip:${'&'.repeat(37)}${'a'.repeat(3)}@x7`,
);
const ONE = `sip:${'&'.repeat(249)}@x`;
const URL_OF_2048 = `https://x.example/?${'&'.repeat(2048 - 19)}`;

const prompt = { say: '&'.repeat(4000), voice: 'julie', locale: 'en_US' };

const CONTEXT = 'c'.repeat(120);
const TIME = '2026-04-30T13:20:39.810Z';

/** As much as the rules of `announce` allow, in characters that take the most bytes. */
const announce = { ...prompt, say: '{context}'.repeat(33) + '&'.repeat(40) };

/** The id of a hand-off, and the longest callId that a URL carries. */
const OF_A_CALLEE = { handOffId: '0123abcd', callId: 'c'.repeat(64) };

const policyWith = (destination: object | string, options: object = {}) =>
  parsePolicy({
    limits: { attempts: 50, waitSeconds: 86_400 },
    outcomes: {
      busy: [
        { step: 'retry', times: 20, prompt, pauseSeconds: 0.3 },
        { step: 'voicemail', prompt },
      ],
      failed: [{ step: 'redirect', url: URL_OF_2048, prompt }],
      misconfigured: [{ step: 'menu', prompt, keys: { '1': 'next' } }],
      cancelled: [{ step: 'goodbye', prompt: { play: URL_OF_2048 } }],
    },
    transfer: {
      callerDisplayName: '"'.repeat(256),
      callerId: '+155512345678901',
      callTimeoutSeconds: 22.5,
      diversion: true,
      ...options,
    },
    routes: [{ name: ROUTE, destinations: [destination] }],
  });

const DESTINATION = { to: EIGHT, uui: `${'a'.repeat(240)};encoding=base64` };
const POLICY = policyWith(DESTINATION);

/** The same, whose targets get the context. */
const WITHOUT_UUI = policyWith(EIGHT);

/** The same, whose callees are told and asked as much as can be. */
const ASKING = policyWith(
  { ...DESTINATION, sendDigits: 'w'.repeat(50) },
  { announce, confirm: { prompt, seconds: 30 } },
);

/** The URLs of a document by the callback that they are for, as they are once resolved. */
const resolved = (document: string): URL[] =>
  parseXml(document)
    .children.flatMap((verb) => [verb, ...verb.children])
    .flatMap(({ attributes }) => Object.entries(attributes))
    .filter(([name]) => name.endsWith('Url'))
    .map(([, url]) => new URL(url, LONGEST_BASE));

function written(
  verb: 'refer' | 'transfer',
  outcome: 'busy' | 'failed' | 'cancelled' | 'misconfigured',
  query: URLSearchParams,
  policy = POLICY,
) {
  const transfer = { privacy: true, callerId: '+155512345678901' };
  const made = decide({ verb, outcome, transfer, call: {}, handOff: readHandOff(query) }, policy);
  return [undefined, LONGEST_FALLBACK].map((fallbackFolder) =>
    writeDocument(made, { ...OF_A_CALLEE, fallbackFolder }),
  );
}

const state = (destination: string, attempt: string, retries: string) =>
  new URLSearchParams({ route: ROUTE, destination, attempt, retries, context: CONTEXT, since: TIME });

/** What a callee hears who has picked up. */
function heardByCallee(): string[] {
  const query = state(EIGHT.join(), '49', '19');
  query.set('confirm', OF_A_CALLEE.handOffId);
  query.set('call', OF_A_CALLEE.callId);
  const made = answerLeg({ call: {}, handOff: readHandOff(query) }, ASKING);
  return [undefined, LONGEST_FALLBACK].map((fallbackFolder) => writeDocument(made, { fallbackFolder }));
}

const documents = [
  ...written('refer', 'busy', state(ONE, '49', '19'), policyWith(ONE)),
  ...written('transfer', 'busy', state(EIGHT.join(), '49', '19')),
  ...written('transfer', 'busy', state(EIGHT.join(), '49', '19'), WITHOUT_UUI),
  ...written('transfer', 'busy', state(EIGHT.join(), '49', '19'), ASKING),
  ...heardByCallee(),
  ...written('transfer', 'busy', state(EIGHT.join(), '99999999', '99999999')),
  ...written('transfer', 'failed', state(EIGHT.join(), '49', '19')),
  ...written('transfer', 'cancelled', state(EIGHT.join(), '49', '19')),
  ...written('transfer', 'misconfigured', state(EIGHT.join(), '49', '19')),
];

describe('the largest documents that a policy can ask for', () => {
  it('have every URL of ours', () => {
    const names = documents.flatMap(resolved).map(({ pathname }) => pathname.split('/').at(-1));
    expect(new Set(names)).toEqual(
      new Set([
        'refer-complete',
        'transfer-complete',
        'transfer-disconnect',
        'transfer-answer',
        'gather',
        'record-complete',
        'recording-available',
        '',
      ]),
    );
    const encoded = state(EIGHT.join(), '', '')
      .toString()
      .match(/destination=([^&]*)/)?.[1];
    expect(encoded).toHaveLength(1000);
  });

  it('carry context and first hand-off in every URL of ours', () => {
    const ours = documents.flatMap(resolved).filter(({ origin }) => origin !== 'https://x.example');
    expect(new Set(ours.map(({ searchParams }) => searchParams.get('context')))).toEqual(new Set([CONTEXT]));
    expect(new Set(ours.map(({ searchParams }) => searchParams.get('since')))).toEqual(new Set([TIME]));
  });

  it('are at most 64 KB, and their URLs at most 2,048 characters once resolved', () => {
    for (const document of documents) {
      expect(Buffer.byteLength(document)).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES);
      for (const { href } of resolved(document)) expect(href.length).toBeLessThanOrEqual(2048);
    }
    for (const say of ['&', '漢'])
      expect(
        Buffer.byteLength(safeAnswer(parsePolicy({ prompts: { goodbye: { say: say.repeat(4000) } } }))),
      ).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES);
  });
});

describe('what was said of a destination and is none', () => {
  const texts = fc
    .tuple(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), fc.constantFrom(1, 30, 1000, 30_000))
    .map(([text, times]) => `sips:${text.repeat(times)}`);

  it('is in the URLs of a message, or left out where they would be too long; the caller hears the prompt', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const document of written('transfer', 'busy', state(text, '1', '0'))) {
          expect(elementNames(parseXml(document))).toEqual(['Response', 'SpeakSentence', 'Record']);
          expect(Buffer.byteLength(document)).toBeLessThanOrEqual(MAX_DOCUMENT_BYTES);
          for (const { href, searchParams } of resolved(document)) {
            expect(href.length).toBeLessThanOrEqual(2048);
            const said = searchParams.get('destination');
            expect(said === null || text.toWellFormed().startsWith(said.replace(/\ufffd$/, ''))).toBe(true);
            if (text.length < 150) expect(said).toBe(text.toWellFormed());
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
