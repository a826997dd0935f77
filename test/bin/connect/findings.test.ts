import * as fc from 'fast-check';
import { expect, it } from 'vitest';
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

it.each<[what: string, url: string, ...mistakes: string[]]>([
  ['wrong path', `${HOST}/${TOKEN}/disconect`, 'wrong-path'],
  ['a path that ends too soon', `${HOST}/${TOKEN}`, 'wrong-path'],
  ['a slash at the end', `${urls.disconnect}/`, 'wrong-path'],
  ['that of a sibling', urls.initiate, 'wrong-path'],
  ['wrong region', `${OTHER}/${TOKEN}/disconnect`, 'wrong-region'],
  ['another API of the region', urls.disconnect.replace('abc', 'abd'), 'wrong-host'],
  ['{token} left in', `${HOST}/{token}/disconnect`, 'token-placeholder'],
  ['{token} escaped', `${HOST}/%7btoken%7D/disconnect`, 'token-placeholder'],
  ['old token', `${HOST}/${OLD}/disconnect`, 'old-token'],
  ['http', urls.disconnect.replace('https', 'http'), 'http'],
  ['no URL', 'disconnect', 'not-a-url'],
  ['empty', '', 'status-url-empty'],
  ['that of another app, with a query', 'https://app.example.com/status?key=1', 'wrong-host', 'wrong-path'],
  ['all at once', `${OTHER.replace('https', 'http')}/${OLD}/disconnect`, 'http', 'wrong-region', 'old-token'],
])('the status URL, %s: its mistakes are found by name, and put right', (_what, url, ...mistakes) => {
  const found = mistakes.map((mistake) => `CallStatusCallbackUrl: ${mistake}`);
  const changes = { CallStatusCallbackUrl: urls.disconnect };
  expect(compared({ CallStatusCallbackUrl: url })).toEqual({ found, changes });
});

it.each<[what: string, field: Field, is: string, mistake: string, putRight?: string]>([
  ['fallback missing', 'CallInitiatedFallbackUrl', '', 'fallback-missing'],
  ['a fallback with an old token', 'CallInitiatedFallbackUrl', `${OTHER}/${OLD}/initiate`, 'old-token'],
  ['a fallback by GET', 'CallInitiatedFallbackMethod', 'get', 'method-get', 'POST'],
  ['timeout below 5 s', 'CallbackTimeout', '4', 'callback-timeout', '15'],
  ['a timeout that is none', 'CallbackTimeout', 'long', 'callback-timeout', '15'],
  ['GET where POST is meant', 'CallStatusMethod', 'GET', 'method-get', 'POST'],
  ['an own app without https', 'CallInitiatedCallbackUrl', 'http://app.example.com', 'http'],
  ['nobody who answers', 'CallInitiatedCallbackUrl', '', 'initiated-url-empty'],
])('%s is found by name, and put right where that is ours', (_what, field, is, mistake, putRight) => {
  const changes = putRight === undefined ? {} : { [field]: putRight };
  expect(compared({ [field]: is })).toEqual({ found: [`${field}: ${mistake}`], changes });
});

const first = {
  CallInitiatedCallbackUrl: urls.initiate,
  CallInitiatedMethod: 'POST',
  firstUrl: urls.initiate,
};

it.each<[string, Stated]>([
  ['a query string of the owner', { CallStatusCallbackUrl: `${urls.disconnect}?route=a` }],
  ['a timeout of 5 s', { CallbackTimeout: '5' }],
  ['our front door as it should be', first],
  [
    'a fallback of the own app',
    { CallInitiatedFallbackUrl: 'https://app.example.com/x', CallInitiatedFallbackMethod: 'GET' },
  ],
])('%s is no mistake', (_what, stated) => {
  expect(compared(stated)).toEqual({ found: [], changes: {} });
});

it('what is put right keeps the query of its owner, takes the fallback that is given, and leaves credentials', () => {
  const query = '?route=a&b={token}';
  expect(compared({ CallStatusCallbackUrl: `${HOST}/${OLD}/disconnect${query}` })).toEqual({
    found: ['CallStatusCallbackUrl: old-token'],
    changes: { CallStatusCallbackUrl: urls.disconnect + query },
  });
  const fallbackUrl = `${OTHER}/${TOKEN}/initiate`;
  expect(compared({ CallInitiatedFallbackUrl: '', fallbackUrl })).toEqual({
    found: ['CallInitiatedFallbackUrl: fallback-missing'],
    changes: { CallInitiatedFallbackUrl: fallbackUrl },
  });
  expect(compared({ credentials: ['CallbackCreds'] })).toEqual({
    found: ['CallbackCreds: callback-creds'],
    changes: {},
  });
});

it('who answers first is put right where our front door is asked for, and else only told', () => {
  expect(compared({ ...first, CallInitiatedMethod: 'GET' })).toEqual({
    found: ['CallInitiatedMethod: method-get'],
    changes: { CallInitiatedMethod: 'POST' },
  });
  const { CallInitiatedCallbackUrl } = RIGHT;
  expect(compared({ ...first, CallInitiatedCallbackUrl })).toEqual({
    found: ['wrong-host', 'wrong-path'].map((name) => `CallInitiatedCallbackUrl: ${name}`),
    changes: { CallInitiatedCallbackUrl: urls.initiate },
  });
  const ours = { CallInitiatedCallbackUrl: `${HOST}/${OLD}/initiate`, CallInitiatedMethod: '' };
  expect(compared(ours)).toEqual({ found: ['CallInitiatedCallbackUrl: old-token'], changes: {} });
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
