import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FIELDS, type Field } from '../../../bin/connect/application.ts';
import { compare, needsSipCalls } from '../../../bin/connect/findings.ts';
import { MISTAKES } from '../../../bin/connect/mistakes.ts';
import { shownUrl } from '../../../bin/connect/url-mistakes.ts';
import { deployedUrls } from '../../../bin/urls/urls-text.ts';
import { CALLBACKS, urlOutput } from '../../../functions/callbacks.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const TOKEN = 'a-token-of_no-account-0123456789';
const OLD = 'an-old-token-of-no-account-012345';
const HOST = 'https://abc.execute-api.us-east-1.amazonaws.com';
const OTHER = 'https://xyz.execute-api.us-west-2.amazonaws.com';
const outputs = Object.fromEntries(CALLBACKS.map(({ name }) => [urlOutput(name), `${HOST}/{token}/${name}`]));
const urls = deployedUrls('CallRecovery-prod', outputs, TOKEN);

/** As it should be where the user's own app answers first. */
const RIGHT: Record<Field, string> = {
  CallInitiatedCallbackUrl: 'https://app.example.com/voice/answer',
  CallInitiatedMethod: 'GET',
  CallInitiatedFallbackUrl: `${OTHER}/${TOKEN}/initiate`,
  CallInitiatedFallbackMethod: 'POST',
  CallStatusCallbackUrl: urls.disconnect,
  CallStatusMethod: '',
  CallbackTimeout: '',
};

interface Stated extends Partial<Record<Field, string>> {
  readonly credentials?: readonly string[];
  readonly firstUrl?: string;
  readonly fallbackUrl?: string;
}

const wantedOf = (firstUrl?: string, fallbackUrl?: string) => ({
  CallStatusCallbackUrl: urls.disconnect,
  ...(firstUrl && { CallInitiatedCallbackUrl: firstUrl }),
  ...(fallbackUrl && { CallInitiatedFallbackUrl: fallbackUrl }),
});

function compared({ credentials = [], firstUrl, fallbackUrl, ...changed }: Stated) {
  const application = { name: 'app', fields: { ...RIGHT, ...changed }, credentials };
  const { findings, changes } = compare(application, urls, wantedOf(firstUrl, fallbackUrl));
  return { found: findings.map(({ mistake, about }) => `${about}: ${mistake}`), changes };
}

it('finds nothing in an application that is as it should be', () => {
  expect(compared({})).toEqual({ found: [], changes: {} });
});

const first = {
  CallInitiatedCallbackUrl: urls.initiate,
  CallInitiatedMethod: 'POST',
  firstUrl: urls.initiate,
};
const fixed = { CallStatusCallbackUrl: urls.disconnect };

describe.each<[string, Stated, string[], Partial<Record<Field, string>>]>([
  [
    'wrong path',
    { CallStatusCallbackUrl: `${HOST}/${TOKEN}/disconect` },
    ['CallStatusCallbackUrl: wrong-path'],
    fixed,
  ],
  [
    'a path that ends too soon',
    { CallStatusCallbackUrl: `${HOST}/${TOKEN}` },
    ['CallStatusCallbackUrl: wrong-path'],
    fixed,
  ],
  [
    'a slash at the end',
    { CallStatusCallbackUrl: `${urls.disconnect}/` },
    ['CallStatusCallbackUrl: wrong-path'],
    fixed,
  ],
  [
    'the URL of a sibling',
    { CallStatusCallbackUrl: urls.initiate },
    ['CallStatusCallbackUrl: wrong-path'],
    fixed,
  ],
  [
    'wrong region',
    { CallStatusCallbackUrl: `${OTHER}/${TOKEN}/disconnect` },
    ['CallStatusCallbackUrl: wrong-region'],
    fixed,
  ],
  [
    'another API of the region',
    { CallStatusCallbackUrl: urls.disconnect.replace('abc', 'abd') },
    ['CallStatusCallbackUrl: wrong-host'],
    fixed,
  ],
  [
    '{token} left in',
    { CallStatusCallbackUrl: `${HOST}/{token}/disconnect` },
    ['CallStatusCallbackUrl: token-placeholder'],
    fixed,
  ],
  [
    '{token} escaped',
    { CallStatusCallbackUrl: `${HOST}/%7btoken%7D/disconnect` },
    ['CallStatusCallbackUrl: token-placeholder'],
    fixed,
  ],
  [
    'old token',
    { CallStatusCallbackUrl: `${HOST}/${OLD}/disconnect` },
    ['CallStatusCallbackUrl: old-token'],
    fixed,
  ],
  [
    'http',
    { CallStatusCallbackUrl: urls.disconnect.replace('https', 'http') },
    ['CallStatusCallbackUrl: http'],
    fixed,
  ],
  ['no URL', { CallStatusCallbackUrl: 'disconnect' }, ['CallStatusCallbackUrl: not-a-url'], fixed],
  ['status URL empty', { CallStatusCallbackUrl: '' }, ['CallStatusCallbackUrl: status-url-empty'], fixed],
  [
    'a query string of the owner behind an old token',
    { CallStatusCallbackUrl: `${HOST}/${OLD}/disconnect?route=a&b={token}` },
    ['CallStatusCallbackUrl: old-token'],
    { CallStatusCallbackUrl: `${urls.disconnect}?route=a&b={token}` },
  ],
  [
    'the query string of another app',
    { CallStatusCallbackUrl: 'https://app.example.com/status?key=1' },
    ['CallStatusCallbackUrl: wrong-host', 'CallStatusCallbackUrl: wrong-path'],
    fixed,
  ],
  ['a query string of the owner', { CallStatusCallbackUrl: `${urls.disconnect}?route=a` }, [], {}],
  [
    'two mistakes at once',
    { CallStatusCallbackUrl: `http://xyz.execute-api.us-west-2.amazonaws.com/${OLD}/disconnect` },
    ['http', 'wrong-region', 'old-token'].map((name) => `CallStatusCallbackUrl: ${name}`),
    fixed,
  ],
  ['fallback missing', { CallInitiatedFallbackUrl: '' }, ['CallInitiatedFallbackUrl: fallback-missing'], {}],
  [
    'fallback missing where one is given',
    { CallInitiatedFallbackUrl: '', fallbackUrl: `${OTHER}/${TOKEN}/initiate` },
    ['CallInitiatedFallbackUrl: fallback-missing'],
    { CallInitiatedFallbackUrl: `${OTHER}/${TOKEN}/initiate` },
  ],
  [
    'a fallback with an old token',
    { CallInitiatedFallbackUrl: `${OTHER}/${OLD}/initiate` },
    ['CallInitiatedFallbackUrl: old-token'],
    {},
  ],
  [
    'a fallback of the own app',
    { CallInitiatedFallbackUrl: 'https://app.example.com/x', CallInitiatedFallbackMethod: 'GET' },
    [],
    {},
  ],
  [
    'a fallback by GET',
    { CallInitiatedFallbackMethod: 'get' },
    ['CallInitiatedFallbackMethod: method-get'],
    { CallInitiatedFallbackMethod: 'POST' },
  ],
  [
    'timeout below 5 s',
    { CallbackTimeout: '4' },
    ['CallbackTimeout: callback-timeout'],
    { CallbackTimeout: '15' },
  ],
  [
    'a timeout that is none',
    { CallbackTimeout: 'long' },
    ['CallbackTimeout: callback-timeout'],
    { CallbackTimeout: '15' },
  ],
  ['a timeout of 5 s', { CallbackTimeout: '5' }, [], {}],
  ['credentials set', { credentials: ['CallbackCreds'] }, ['CallbackCreds: callback-creds'], {}],
  [
    'GET where POST is meant',
    { CallStatusMethod: 'GET' },
    ['CallStatusMethod: method-get'],
    { CallStatusMethod: 'POST' },
  ],
  [
    'our front door by GET',
    { ...first, CallInitiatedMethod: 'GET' },
    ['CallInitiatedMethod: method-get'],
    { CallInitiatedMethod: 'POST' },
  ],
  ['our front door as it should be', first, [], {}],
  [
    'the own app at our front door',
    { ...first, CallInitiatedCallbackUrl: RIGHT.CallInitiatedCallbackUrl },
    ['wrong-host', 'wrong-path'].map((name) => `CallInitiatedCallbackUrl: ${name}`),
    { CallInitiatedCallbackUrl: urls.initiate },
  ],
  [
    'an own app without https',
    { CallInitiatedCallbackUrl: 'http://app.example.com' },
    ['CallInitiatedCallbackUrl: http'],
    {},
  ],
  [
    'nobody who answers',
    { CallInitiatedCallbackUrl: '' },
    ['CallInitiatedCallbackUrl: initiated-url-empty'],
    {},
  ],
  [
    'our own URL, wrong, without --front-door',
    { CallInitiatedCallbackUrl: `${HOST}/${OLD}/initiate`, CallInitiatedMethod: '' },
    ['CallInitiatedCallbackUrl: old-token'],
    {},
  ],
])('%s', (_what, stated, found, changes) => {
  it('is found by name, and put right where that is ours', () => {
    expect(compared(stated)).toEqual({ found, changes });
  });
});

const anyText = fc.oneof(
  fc.constantFrom('', 'GET', 'POST', '3', '20', urls.initiate, urls.disconnect, `${OTHER}/${OLD}/disconnect`),
  fc.constantFrom(`${HOST}/{token}/initiate`, 'http://app.example.com/%', 'ftp://x', '/%7Btoken%7D'),
  fc.webUrl({ withQueryParameters: true }),
  fc.string(),
);

it('changes nothing in a second run, whatever the application was', () => {
  const anyFields = fc.record(Object.fromEntries(FIELDS.map((field) => [field, anyText])));
  const anyUrl = fc.option(fc.constant(urls.initiate), { nil: undefined });
  fc.assert(
    fc.property(anyFields, anyUrl, anyUrl, (fields, firstUrl, fallbackUrl) => {
      const application = { name: '', fields: fields as Record<Field, string>, credentials: [] };
      const { changes } = compare(application, urls, wantedOf(firstUrl, fallbackUrl));
      if (!firstUrl) expect(changes).not.toHaveProperty('CallInitiatedCallbackUrl');
      const changed = { ...application, fields: { ...application.fields, ...changes } };
      expect(compare(changed, urls, wantedOf(firstUrl, fallbackUrl)).changes).toEqual({});
    }),
  );
});

it.each([
  [[['sip:a@example.com', 'sip:b@example.com']], true],
  [[['sip:a@example.com', '+15551112222']], false],
  [[['+15551112222'], ['SIP:a@example.com']], true],
  [[], false],
])('routes to %j need calls from SIP: %s', (routes, needs) => {
  const named = routes.map((destinations, index) => ({
    name: `route-${index}`,
    destinations,
    match: { to: `+1555000000${index}` },
  }));
  expect(needsSipCalls(parsePolicy({ routes: named }))).toBe(needs);
});

it('a URL is shown without whatever may be a secret', () => {
  const shown = (text: string) => shownUrl(text);
  expect(shown(urls.disconnect)).toBe(`${HOST}/…/disconnect`);
  expect(shown(`${HOST}/{token}/initiate?a=b`)).toBe(`${HOST}/{token}/initiate?…`);
  expect(shown(`https://me:${OLD}@app.example.com:8443/a/${OLD}#${OLD}`)).toBe(
    'https://app.example.com:8443/…/…',
  );
  expect([shown(''), shown(OLD), shown(`secret:${OLD}`)]).toEqual(['(empty)', '(not a URL)', '(not a URL)']);
});

it('each mistake says what it is', () => {
  for (const text of Object.values(MISTAKES)) expect(text).toMatch(/^(is|has|leads|answers|does)\b/);
});
