import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ownFolder } from '../../support/folder.ts';
import { PROJECT, runProgram } from '../program.ts';

const folder = ownFolder();

const run = (options: readonly string[], env: Record<string, string> = {}) =>
  runProgram('explain.ts', env, options);

/** The same with a standard input, in a process of its own. */
const runWith = (input: string, options: readonly string[], env: Record<string, string> = {}): string =>
  execFileSync(process.execPath, ['bin/explain.ts', '-', ...options], {
    cwd: PROJECT,
    encoding: 'utf8',
    input,
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
  });

const EVENT = 'refer-target-404';
const file = (name: string, value: unknown): string => folder.write(name, JSON.stringify(value));
const destinations = ['sip:a@x.example'];

describe('explain', () => {
  it('tells route, outcome, steps, decision and BXML, without colours and within 100 columns', async () => {
    const { code, stdout, stderr } = await run([EVENT]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
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
    expect(stdout).not.toContain('\u001b');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('takes a documented event by its name, or from a file', async () => {
    const fromFile = await run([`bin/documented-events/${EVENT}.json`]);
    expect(await run([EVENT])).toEqual(fromFile);
    expect(fromFile.code).toBe(0);
    expect((await run(['--help'])).stdout).toMatch(
      /^Documented events: .*refer-target-404, .*transfer-busy/m,
    );
  });

  it('takes the hand-off from options', async () => {
    const destination = 'sip:bob@desk.example.com';
    const { stdout } = await run([EVENT, '--route=support', '--attempt=2', `--destination=${destination}`]);
    expect(stdout).toContain('support: named by the URL');
    expect(stdout).toContain('<Transfer> to +15556667777,+15556667778, attempt 3');
  });

  it('takes the event from standard input, and the policy from RECOVERY_FILE', async () => {
    const input = '{"eventType":"initiate","eventTime":"2026-04-30T13:13:34Z","callId":"c-1","to":"+1555"}';
    const stdout = runWith(input, [], { RECOVERY_FILE: file('empty.json', {}) });
    expect(stdout).toContain('none: the policy has no routes');
    expect(stdout).toContain('outcome   unrouted: no route matches the call');
  });

  it('prints JSON in which a destination is its targets, and no decision repeats its route', async () => {
    const desk = { to: 'sip:a@x.example', hours: 'always', callTimeoutSeconds: 9 };
    const policy = file('options.json', {
      routes: [{ name: 'a', destinations: [desk, ['sip:b@x.example', '+15556667777']] }],
    });
    const json = async (...options: string[]) =>
      JSON.parse((await run([...options, '--json', '--policy', policy])).stdout);
    const { callback, codes, routes, steps, stepsWrittenBy, decision, bxml } = await json(EVENT);
    expect([callback, codes.length, steps.length, stepsWrittenBy]).toEqual([
      'refer-complete',
      3,
      3,
      'default',
    ]);
    expect(routes).toEqual([{ route: 'a', taken: true, because: 'its fields', fields: [] }]);
    expect(decision).toEqual({
      outcome: 'unreachable',
      ended: { route: 'a', destination: ['sip:a@x.example'], attempt: 1, retries: 0 },
      step: 'next',
      action: {
        kind: 'hand-off',
        verb: 'transfer',
        handOff: { route: 'a', destination: ['sip:b@x.example', '+15556667777'], attempt: 2, retries: 0 },
        transfer: {},
      },
      passedOver: [],
    });
    expect(bxml).toMatch(/^<\?xml.*<\/Response>$/);
    const [table] = await json('--all');
    expect(table.route).toMatchObject({
      destinations: [['sip:a@x.example'], ['sip:b@x.example', '+15556667777']],
      options: { 0: { hours: 'always', callTimeoutSeconds: 9 } },
    });
    for (const { rows } of table.conversations)
      for (const row of rows) expect(Object.keys(row.decision)).not.toContain('steps');
  });

  it('exits 1 with the issues of an event that would be refused', async () => {
    const event = file('event.json', { callId: 'c-1', eventType: 'referComplete' });
    const { code, stdout } = await run([event, '--url', 'transfer-complete']);
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^refused {3}a referComplete event came to the URL …\/transfer-complete.*eventType: .*HTTP 200.*<Hangup\/>/ms,
    );
  });

  it('--all prints the table of every route, or of one', async () => {
    expect((await run(['--all'])).stdout).toMatch(
      /^route support\n.*^route ventas\n.*^calls that no route takes\n/ms,
    );
    const { stdout } = await run(['--all', '--route', 'ventas']);
    expect(stdout).toMatch(/^route ventas$/m);
    expect(stdout).not.toMatch(/^route support$|^calls/m);
    expect(JSON.parse((await run(['--all', '--json'])).stdout)).toHaveLength(3);
  });

  const ASKED = 'either an event, --all, --week, --check or --replay; --help tells more';
  it.each<[readonly string[], string]>([
    [[], ASKED],
    [['--all', EVENT], ASKED],
    [['--check', EVENT], ASKED],
    [['--all', '--route', 'gone'], 'has no route "gone". Its routes: support, '],
    [[EVENT, '--route', 'suport'], 'Did you mean "support"?'],
    [['--jsn'], "unknown option '--jsn' (Did you mean --json?)"],
    [[EVENT, EVENT], 'too many arguments'],
    [[EVENT, '--attempt', 'x'], 'must be a whole number from 1'],
    [['--all', '--attempt', 'x'], 'must be a whole number from 1'],
    [[EVENT, '--attempt', '0'], 'must be a whole number from 1'],
    [[EVENT, '--attempt', '1.5'], 'must be a whole number from 1'],
    [[EVENT, '--retries=-1'], 'must be a whole number from 0'],
    [[EVENT, '--destination', 'alice'], 'must be a sip: URI, an E.164 number'],
    [[EVENT, '--url', 'https://x.com/'], '--url must end in the name of a callback'],
    [[EVENT, '--policy', ''], '--policy is blank'],
    [['--all', '--attempt', '2'], 'cannot be used with'],
    [['--all', '--url', 'initiate'], 'cannot be used with'],
    [['--all', '--week'], 'cannot be used with'],
    [['--week', '2026-12-21', '--at', '2026-12-25T18:00Z'], 'cannot be used with'],
    [['--week', '2026-12-21', EVENT], ASKED],
    ...[['--all'], ['--week'], ['--replay'], ['--json'], ['--route', 'a'], ['--attempt', '2']].map(
      (more): [string[], string] => [['--check', ...more], 'cannot be used with'],
    ),
    [['--all', '--strict'], '--strict is for --check.'],
    [['--replay', EVENT], '--replay reads stored outcomes, and no event'],
    [['--replay', '--all'], "option '--replay' cannot be used with option '--all'"],
    [['--replay', '--fail-above', '101%'], 'It must be a percentage such as 5%.'],
    [['--replay', '--since', 'yestreday'], 'Did you mean "yesterday"?'],
    [['--all', '--fail-above', '5%'], '--fail-above is for --replay.'],
    [[EVENT, '--stack', 'x'], '--stack is for --replay.'],
    [['--week', '2026-02-30'], 'It must be a date, such as 2026-12-21.'],
    [['--week', 'today'], 'It must be a date, such as 2026-12-21.'],
    [[EVENT, '--at', '2026-12-25'], 'It must be a time with its zone, such as 2026-12-25T18:00Z.'],
  ])('exits 2 with one line for %j', async (options, message) => {
    const { code, stdout, stderr } = await run(options);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^.+\n$/);
  });

  it.each<[readonly string[], string]>([
    [['gone.json'], 'cannot read the event gone.json: '],
    [['transfer-bussy'], ' Did you mean "transfer-busy"?'],
    [[EVENT, '--policy', 'gone.json'], 'cannot read the policy file gone.json: '],
    [[EVENT, '--policy', file('wrong.json', { outcomes: { bussy: ['next'] } })], 'did you mean "busy"?'],
  ])('exits 1 for %j', async (options, message) => {
    const { code, stdout, stderr } = await run(options);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });

  it.each([[EVENT], ['--all'], ['--all', '--route', 'late'], [EVENT, '--json'], ['--all', '--json']])(
    'warns of a hidden route for %s %s %s: at the end, or beside JSON',
    async (...options) => {
      const routes = [
        { name: 'all', destinations },
        { name: 'late', match: { to: 'sip:support@*' }, destinations },
      ];
      const { code, stdout, stderr } = await run([...options, '--policy', file('odd.json', { routes })]);
      const warning =
        'warnings  routes[1]: "late" is hidden: "all" before it matches every call that it matches\n';
      const isJson = options.includes('--json');
      expect({ code, stderr }).toEqual({ code: 0, stderr: isJson ? warning : '' });
      if (isJson) expect(() => JSON.parse(stdout)).not.toThrow();
      else expect(stdout.endsWith(warning)).toBe(true);
    },
  );

  it('moves an event to another time, and its call with it', async () => {
    const policy = 'docs/policies/office-hours.json';
    const given = ['transfer-busy', '--destination', 'sip:anna@office.example.com'];
    const { stdout } = await run([...given, '--policy', policy, '--at', '2026-11-25T13:30Z']);
    expect(stdout).toContain('hours     Wed 2026-11-25 08:30 in America/New_York\n');
    expect(stdout).toContain('→ open (office): sip:anna@office.example.com\n');
    expect(stdout).toContain('– closed (not office), opens Wed 12:00 New York: +15556667777\n');
    expect(stdout).toContain('decision  next: <Transfer> to sip:ben@office.example.com, attempt 2');
    const night = (await run([...given, '--policy', policy, '--at', '2026-11-26T01:00+01:00'])).stdout;
    expect(night).toContain('hours     Wed 2026-11-25 19:00 in America/New_York\n');
    expect(night).toContain('decision  next: <Transfer> to +15556667777, attempt 2');
  });

  it('says that an event without a time finds everything open', async () => {
    const event = file('undated.json', { callId: 'c-1', eventType: 'initiate', to: '+15553334444' });
    const { stdout } = await run([event, '--policy', 'docs/policies/office-hours.json']);
    expect(stdout).toContain('hours     the event has no time that can be read: every destination is open\n');
    expect(stdout).toContain('decision  begin: <Transfer> to sip:anna@office.example.com, attempt 1');
  });

  it('prints the table of another time, and names the hours', async () => {
    const policy = ['--policy', 'docs/policies/office-hours.json'];
    const open = (await run(['--all', ...policy])).stdout;
    expect(open).toContain('what happens when every destination is open; --at tells another time.');
    expect(open.replaceAll(/\n +/g, ' ')).toContain(
      'destinations  sip:anna@office.example.com (office) · sip:ben@office.example.com (office) · +15556667777 (not office)',
    );
    const night = (await run(['--all', ...policy, '--at', '2026-11-26T01:00Z'])).stdout;
    expect(night).toContain('what happens at 2026-11-26T01:00:00.000Z.');
    expect(night).toMatch(/^closed +– +– +goodbye +hangs up$/m);
    expect(night).toMatch(/^busy +1 +T \+15556667777 +voicemail +records a message$/m);
    expect(night).not.toMatch(/^busy .*anna/m);
  });

  it('draws a week, of today unless a date is given, of one route or as JSON', async () => {
    const policy = ['--policy', 'docs/policies/office-hours.json'];
    expect((await run(['--week', '2026-12-23', ...policy])).stdout).toMatch(
      /^route support\nweek of 2026-12-21 on the clock of /m,
    );
    expect((await run([...policy, '--week'])).stdout).toMatch(/^week of \d{4}-\d\d-\d\d on the clock of /m);
    const json = JSON.parse(
      (await run(['--week', '2026-12-23', '--json', '--route', 'support', ...policy])).stdout,
    );
    expect(json).toMatchObject([{ route: 'support', timeZone: 'America/New_York', monday: '2026-12-21' }]);
    expect(json[0].rows).toHaveLength(3);
  });

  it('shows what nobody would see, of the call and of the policy', async () => {
    const event = {
      eventType: 'initiate',
      eventTime: '2026-04-30T13:13:34Z',
      callId: 'c-1',
      tag: 'es\u200b',
    };
    const routes = [{ name: 'es', match: { tag: 'es\u00a0' }, destinations }];
    const policy = file('invisible.json', { routes });
    const stdout = runWith(JSON.stringify(event), ['--policy', policy]);
    expect(stdout).toContain('tag "es\\u{200b}" is not "es\\u{a0}"');
    expect((await run(['--all', '--policy', policy])).stdout).toContain('takes         tag es\\u{a0}\n');
  });
});
