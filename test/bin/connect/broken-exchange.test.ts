import { beforeEach, expect, it, vi } from 'vitest';
import { runProgram } from '../program.ts';
import { BREAKS, type Breaks, raw } from './breaks.ts';
import { connectStage } from './stage.ts';

const stage = connectStage();
beforeEach(() => {
  stage.bandwidth.fields = {
    AppName: 'app',
    CallInitiatedMethod: 'GET',
    CallbackTimeout: '3',
    CallbackCreds: { UserId: 'user', Password: 'p' },
  };
});

/** What is left of the 30 s that an answer may take, once the exchange has broken. */
const LEFT_MILLISECONDS = 200;

/** The same break, after which whoever waits for an answer does so no longer; the URLs that are probed have all their time. */
function soonOver(breaks: Breaks): Breaks {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const waiting: AbortController[] = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((wait) => {
    if (wait !== 30_000) return timeout(wait);
    const controller = new AbortController();
    waiting.push(controller);
    return controller.signal;
  });
  return (socket) => {
    const before = waiting.splice(0);
    const late = new DOMException('too late', 'TimeoutError');
    setTimeout(() => {
      for (const controller of before) controller.abort(late);
    }, LEFT_MILLISECONDS);
    breaks(socket);
  };
}

const REQUESTS = {
  'the token': 'POST /api/v1/oauth2/token',
  'the application': 'GET /api/accounts',
  'the change': 'PATCH /api',
} as const;

it.each(
  Object.entries(REQUESTS).flatMap(([what, request]) =>
    Object.entries(BREAKS).map(([how, breaks]) => ({ what, how, request, breaks })),
  ),
)('$how, asked for $what, is one line', async ({ request, breaks }) => {
  stage.bandwidth.failures = { [request]: [{ status: 200, breaks: soonOver(breaks) }] };
  const { code, told } = await stage.connect(['--yes']);
  expect(code).toBe(1);
  expect(told).toMatch(/^Bandwidth did not answer \([\w -]+\), asked to [a-z ]+\.$/);
  expect(stage.bandwidth.fields.CallbackTimeout).toBe('3');
});

it.each(Object.entries(BREAKS))('%s, asked for inbound SIP, is a note', async (_how, breaks) => {
  stage.bandwidth.failures = { 'GET /v2': [{ status: 200, breaks: soonOver(breaks) }] };
  const { code, told, text } = await stage.connect(['--yes']);
  expect({ code, told }).toEqual({ code: 0, told: '' });
  expect(text).toContain('inbound-sip-disabled');
});

it.each([500, 302, 404])('as a program does not wait for the body of an answer %i', async (status) => {
  const stalled = raw(`HTTP/1.1 ${status} No\r\ncontent-length: 99\r\n\r\n<`);
  stage.bandwidth.failures = { 'GET /api': [{ status, breaks: stalled }] };
  const { code, stderr } = await runProgram('connect.ts', stage.variables, stage.given(), stage.folder);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Bandwidth refused to show the application: .*\n$/);
});

const OK = '<ApplicationProvisioningResponse><Application><ServiceType>Voice-V2</ServiceType>';
const DONE = '</Application></ApplicationProvisioningResponse>';
const ERRORS =
  '<ApplicationProvisioningResponse><ErrorList><Error><Code>12</Code></Error></ErrorList></ApplicationProvisioningResponse>';

const field = (name: string, text = '') => `<${name}>${text}</${name}>`;
const URL_TWICE = ['https://a.example', ''].map((url) => field('CallStatusCallbackUrl', url)).join('');
const WITH_ELEMENTS = field('CallbackTimeout', field('Seconds', '5'));

it.each([
  ['HTML', '<!doctype html><html><body>Sign in</body></html>', 'no application for voice'],
  ['nothing', '', 'no application for voice'],
  ['JSON', '{"Application":{"ServiceType":"Voice-V2"}}', 'no application for voice'],
  ['a list of errors', ERRORS, 'no application for voice'],
  ['XML that breaks off', OK.slice(0, -4), 'no application for voice'],
  ['XML that is nested deep', `${OK}${'<a>'.repeat(50_000)}`, 'no application for voice'],
  ['two applications', `${OK}</Application><Application>${DONE}`, 'no application for voice'],
  ['a field twice', OK + URL_TWICE + DONE, 'with CallStatusCallbackUrl twice'],
  [
    'a field with elements in it',
    OK + WITH_ELEMENTS + DONE,
    'with CallbackTimeout twice, or with more than a text in it',
  ],
])('%s for the application is one line, and nothing is changed', async (_what, body, line) => {
  stage.bandwidth.failures = { 'GET /api': [{ status: 200, body }] };
  const { code, told } = await stage.connect(['--yes']);
  expect({ code, told }).toEqual({ code: 1, told: expect.stringContaining(line) });
  expect(told).not.toContain('\n');
  expect(stage.bandwidth.of('PATCH')).toEqual([]);
});

const answered = (body: string) => () => {
  stage.bandwidth.failures = { PATCH: [{ status: 200, body }] };
};
type Keeps = typeof stage.bandwidth.keeps;
const keeping = (keeps: Keeps) => () => {
  stage.bandwidth.keeps = keeps;
};
const cutShort: Keeps = ({ CallStatusCallbackUrl: url, ...sent }) => ({
  ...sent,
  CallStatusCallbackUrl: String(url).slice(0, -3),
});
const wiping: Keeps = (sent) => ({ ...sent, CallInitiatedMethod: '', CallbackCreds: '' });

it.each<[string, () => void, string]>([
  ['a list of errors in a 200', answered(ERRORS), 'CallStatusCallbackUrl, CallbackTimeout'],
  ['HTML', answered('<html>'), 'CallStatusCallbackUrl, CallbackTimeout'],
  ['an answer as if', keeping(() => ({})), 'CallStatusCallbackUrl, CallbackTimeout'],
  ['one field left out', keeping(({ CallbackTimeout: _, ...rest }) => rest), 'CallbackTimeout'],
  ['a URL cut short', keeping(cutShort), 'CallStatusCallbackUrl'],
  ['other fields wiped', keeping(wiping), 'CallInitiatedMethod, CallbackCreds'],
])('a change that ends in %s is told, exit 1', async (_what, breakIt, fields) => {
  breakIt();
  const { code, told, text } = await stage.connect(['--yes']);
  expect(code).toBe(1);
  expect(told).toBe(`Sent, but not as it should be afterwards: ${fields}. --check shows them.`);
  expect(text).not.toContain('changed.');
});

it('a change that cannot be read again is told as sent', async () => {
  const read = stage.bandwidth.keeps;
  stage.bandwidth.keeps = (sent) => {
    stage.bandwidth.failures = { 'GET /api': [{ status: 500 }] };
    return read(sent);
  };
  expect(await stage.connect(['--yes'])).toMatchObject({
    code: 1,
    told: 'Bandwidth refused to show the application after the change: it answered 500.',
  });
  expect(stage.bandwidth.fields.CallbackTimeout).toBe('15');
});
