import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { replayCommand, storyOf } from '../../../bin/console/call/story.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { POLICY, row, TOKEN } from './console-server.ts';

const PLACE = { callbacksUrl: 'http://127.0.0.1:3000', tokenSource: 'CALLBACK_TOKEN' };
const tell = (...rows: [StoredOutcome, ...StoredOutcome[]]) =>
  storyOf('c-1', rows, { policy: POLICY, replay: PLACE });

test('a hand-off that ended is told as its cause, the decision, and what can be done with the event', async () => {
  const first = row('c-1', { errorMessage: 'Busy Here' });
  const over = row('c-1', {
    eventKey: '2026-11-21T22:00:30.000Z#disconnect',
    eventType: 'disconnect',
    cause: 'hangup',
    outcome: 'completed',
    attempt: 0,
    step: 'none',
    nextDestination: undefined,
  });
  const { summary, moments } = await tell(first, over);
  expect(summary.ending).toContain('Not connected after 1 hand-off');
  expect(moments[0]).toMatchObject({
    outcome: 'busy',
    isResult: true,
    cause: {
      title: 'sip:a@example.com',
      lines: ['Refer 1: REFER accepted (202), target: 486 Busy Here', 'Bandwidth says: Busy Here'],
    },
    decision: 'next destination: handed to sip:b@example.com',
    heard: [],
    explanation: {
      steps: [
        { step: 'next', verdict: 'taken' },
        { step: 'retry once, after 5 s silence', verdict: 'not reached' },
        { step: 'goodbye', verdict: 'not reached' },
      ],
      bxml: expect.stringContaining('\n    <SipUri>sip:b@example.com</SipUri>\n'),
    },
    whatIf: { url: 'refer-complete?route=desk&destination=sip%3Aa%40example.com&attempt=1' },
    item: first,
  });
  expect(moments[1]).toMatchObject({
    isResult: false,
    explanation: { bxml: undefined },
    cause: { title: 'call over: hung up (hangup)', lines: [] },
  });
});

test('what the caller hears and waits through is told', async () => {
  const { moments } = await tell(row('c-1', { destination: 'sip:b@example.com', step: 'retry', attempt: 2 }));
  expect(moments[0]?.heard).toEqual(['5 s silence']);
});

test('an event after the first hand-off is asked about with its time, where the policy bounds the wait', async () => {
  const later = { eventTime: '2026-11-21T22:01:30.000Z', step: 'goodbye', nextDestination: undefined };
  const rows = [row('c-1'), row('c-1', later)] as const;
  const policy = parsePolicy({
    limits: { waitSeconds: 90 },
    outcomes: { busy: ['retry'] },
    routes: [{ name: 'desk', destinations: ['sip:a@example.com', 'sip:b@example.com'] }],
  });
  const [first, last] = (await storyOf('c-1', rows, { policy, replay: PLACE })).moments;
  expect(first?.whatIf?.url).not.toContain('since');
  expect(last?.whatIf?.url).toContain('since=2026-11-21T22%3A00%3A00.000Z');
  expect(last?.explanation).toMatchObject({
    steps: [
      {
        verdict: 'passed over',
        reason: 'waited long enough: 90 s since the first hand-off, and 90 s is the limit',
      },
      { step: 'goodbye', verdict: 'taken' },
    ],
  });
  expect((await tell(...rows)).moments[1]?.whatIf?.url).not.toContain('since');
});

test('of a ring group it is told who answered', async () => {
  const { summary, moments } = await tell(
    row('c-1', {
      eventType: 'transferComplete',
      cause: 'hangup',
      outcome: 'completed',
      destination: 'sip:a@example.com,sip:b@example.com',
      transferTo: 'sip:b@example.com',
      step: 'hangup',
    }),
  );
  expect(summary.ending).toBe('Connected to sip:b@example.com after 1 hand-off; they talked and hung up.');
  expect(moments[0]?.cause).toMatchObject({
    title: 'sip:a@example.com, sip:b@example.com',
    lines: [expect.anything(), 'sip:b@example.com answered'],
  });
});

test.each([
  ['a file', (folder: string) => join(folder, 'a token')],
  ['the environment', () => 'CALLBACK_TOKEN'],
])('a shell sends exactly the event of a curl, with the token from %s', (_, sourceIn) => {
  const folder = mkdtempSync(join(tmpdir(), "it's-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const tokenSource = sourceIn(folder);
  writeFileSync(join(folder, 'a token'), `${TOKEN}\n`);
  const question = { event: { from: `"O'Neil" $(id) \`id\`` }, url: 'refer-complete?attempt=2&route=desk' };
  const command = replayCommand(question, { ...PLACE, tokenSource });
  expect(command).not.toContain(TOKEN);
  const script = `curl() { for each in "$@"; do printf '%s\\n' "$each"; done; }\n${command}`;
  const sent = execFileSync('sh', ['-c', script], { env: { ...process.env, CALLBACK_TOKEN: TOKEN } });
  const [, , , , data, url] = sent.toString().split('\n');
  expect(JSON.parse(data ?? '')).toEqual(question.event);
  expect(url).toBe(`http://127.0.0.1:3000/${TOKEN}/refer-complete?attempt=2&route=desk`);
});
