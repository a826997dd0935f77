import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PROJECT } from '../program.ts';

const folder = mkdtempSync(join(tmpdir(), 'explain-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(options: readonly string[], { input = '', env = {} } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/explain.ts', ...options], {
    cwd: PROJECT,
    encoding: 'utf8',
    input,
    env: { ...process.env, FORCE_COLOR: undefined, RECOVERY_FILE: '', ...env },
  });
  return { status, stdout, stderr };
}

const EVENT = 'test/fixtures/refer-target-404.json';
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('npm run explain', () => {
  it('tells route, outcome, steps, decision and BXML, without colours and within 100 columns', () => {
    const { status, stdout, stderr } = run([EVENT]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const part of [
      'callback  referComplete, to …/refer-complete',
      'route     → support: to "sip:support@bw.example.com" matches "sip:support@*"',
      'hand-off  attempt 1, to sip:alice@desk.example.com',
      'outcome   unreachable: the destination does not exist',
      "REFER: 202 Accepted (the caller's own endpoint)",
      'NOTIFY: 404 Not Found (the destination)',
      '→ next\n',
      'goodbye: not reached',
      'decision  next: <Refer> to sip:bob@desk.example.com, attempt 2',
      '              <SipUri>sip:bob@desk.example.com</SipUri>',
    ]) {
      expect(stdout).toContain(part);
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what must not be there
    expect(stdout).not.toMatch(/\u001b/);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('takes the hand-off from options', () => {
    const { stdout } = run([
      EVENT,
      '--route',
      'support',
      '--attempt',
      '2',
      '--destination',
      'sip:bob@desk.example.com',
    ]);
    expect(stdout).toContain('support: named by the URL');
    expect(stdout).toContain('<Transfer> to +15556667777,+15556667778, attempt 3');
  });

  it('takes the event from standard input, and the policy from RECOVERY_FILE', () => {
    const input = '{"eventType":"initiate","eventTime":"2026-04-30T13:13:34Z","callId":"c-1","to":"+1555"}';
    const { stdout } = run(['-'], { input, env: { RECOVERY_FILE: file('empty.json', '{}') } });
    expect(stdout).toContain('none: the policy has no routes');
    expect(stdout).toContain('outcome   unrouted: no route matches the call');
  });

  it('prints JSON', () => {
    const { outcome, step, action } = JSON.parse(run([EVENT, '--json']).stdout).decision;
    expect({ outcome, step, verb: action.verb }).toEqual({
      outcome: 'unreachable',
      step: 'next',
      verb: 'refer',
    });
  });

  it('exits 1 with the issues of an event that would be refused', () => {
    const event = file('event.json', '{"callId":"c-1","eventType":"referComplete"}');
    const { status, stdout } = run([event, '--url', 'transfer-complete']);
    expect(status).toBe(1);
    expect(stdout).toContain('refused   a referComplete event came to the URL …/transfer-complete');
    expect(stdout).toContain('eventType: ');
    expect(stdout).toContain('HTTP 200');
    expect(stdout).toContain('<Hangup/>');
  });

  it('says that an event without status and codes has none', () => {
    const { status, stdout } = run([file('bare.json', '{"callId":"c-1","eventType":"referComplete"}')]);
    expect(status).toBe(0);
    expect(stdout).toContain('referCallStatus is absent');
    expect(stdout).toContain('REFER: no code');
  });

  it('--all prints the table of every route, or of one', () => {
    expect(run(['--all']).stdout).toMatch(
      /^route support\n[\s\S]*^route ventas\n[\s\S]*^calls that no route takes\n/m,
    );
    const { stdout } = run(['--all', '--route', 'ventas']);
    expect(stdout).toMatch(/^route ventas$/m);
    expect(stdout).not.toMatch(/^route support$|^calls/m);
    expect(JSON.parse(run(['--all', '--json']).stdout)).toHaveLength(3);
  });

  it.each([
    ['neither an event nor --all', [], 'either an event or --all; --help tells more\n'],
    ['both', ['--all', EVENT], 'either an event or --all; --help tells more\n'],
    ['a route that is not there', ['--all', '--route', 'gone'], 'has no route "gone". Its routes: support, '],
    ['a route of an event that is not there', [EVENT, '--route', 'suport'], 'Did you mean "support"?'],
    ['an unknown option', ['--al'], "unknown option '--al' (Did you mean --all?)"],
    ['two events', [EVENT, EVENT], 'too many arguments'],
    ['an attempt that is no number', [EVENT, '--attempt', 'x'], 'must be a whole number from 1'],
    ['an attempt of 0', [EVENT, '--attempt', '0'], 'must be a whole number from 1'],
    ['half an attempt', [EVENT, '--attempt', '1.5'], 'must be a whole number from 1'],
    ['retries below 0', [EVENT, '--retries=-1'], 'must be a whole number from 0'],
    ['a destination that is none', [EVENT, '--destination', 'alice'], 'must be a sip: URI, an E.164 number'],
    [
      'a URL of something else',
      [EVENT, '--url', 'https://x.com/'],
      '--url must end in the name of a callback',
    ],
    ['a blank policy', [EVENT, '--policy', ''], '--policy is blank'],
    ['an attempt of every event', ['--all', '--attempt', '2'], 'cannot be used with'],
    ['a URL of every event', ['--all', '--url', 'initiate'], 'cannot be used with'],
  ])('exits 2 with a line for %s', (_, options, message) => {
    const { status, stdout, stderr } = run(options);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    ['an event that is not there', ['gone.json'], 'cannot read the event gone.json: '],
    [
      'a policy that is not there',
      [EVENT, '--policy', 'gone.json'],
      'cannot read the policy file gone.json: ',
    ],
  ])('exits 1 with a line for %s', (_, options, message) => {
    const { status, stdout, stderr } = run(options);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  describe('warns of what is odd in a policy', () => {
    const routes = [
      { name: 'all', destinations: ['sip:a@x.example'] },
      { name: 'late', match: { to: 'sip:support@*' }, destinations: ['sip:b@x.example'] },
    ];
    const policy = () => file('odd.json', JSON.stringify({ routes }));
    const warning =
      'warnings  routes[1]: "late" is hidden: "all" before it matches every call that it matches\n';

    it.each([[[EVENT]], [['--all']], [['--all', '--route', 'late']]])('%j: at the end', (options) => {
      const { status, stdout, stderr } = run([...options, '--policy', policy()]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout.endsWith(warning)).toBe(true);
    });

    it.each([[[EVENT, '--json']], [['--all', '--json']]])('%j: beside the JSON', (options) => {
      const { status, stdout, stderr } = run([...options, '--policy', policy()]);
      expect({ status, stderr }).toEqual({ status: 0, stderr: warning });
      expect(() => JSON.parse(stdout)).not.toThrow();
    });
  });

  it('shows what nobody would see, of the call and of the policy', () => {
    const input = JSON.stringify({
      eventType: 'initiate',
      eventTime: '2026-04-30T13:13:34Z',
      callId: 'c-1',
      to: '\u202a+15553334444\u202c',
      tag: 'es\u200b',
    });
    const routes = [{ name: 'es', match: { tag: 'es\u00a0' }, destinations: ['sip:a@x.example'] }];
    const policy = file('invisible.json', JSON.stringify({ routes }));
    expect(run(['-', '--policy', policy], { input }).stdout).toContain(
      'tag "es\\u{200b}" is not "es\\u{a0}"',
    );
    expect(run(['--all', '--policy', policy]).stdout).toContain('takes         tag es\\u{a0}\n');
  });

  it('exits 1 with every mistake in a policy', () => {
    const { status, stderr } = run([
      EVENT,
      '--policy',
      file('wrong.json', '{"outcomes":{"bussy":["next"]}}'),
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('did you mean "busy"?');
  });

  it('tells its options', () => {
    const { status, stdout } = run(['--help']);
    expect(status).toBe(0);
    for (const option of [
      '--route',
      '--attempt',
      '--retries',
      '--destination',
      '--url',
      '--policy',
      '--all',
      '--json',
    ]) {
      expect(stdout).toContain(option);
    }
  });
});
