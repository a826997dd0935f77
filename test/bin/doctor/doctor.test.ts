import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '../../../bin/data-folder/callback-token.ts';
import { node } from '../../../bin/doctor/own-folder.ts';
import { DOCUMENTED_EVENTS } from '../../../bin/documented-events/documented-events.ts';
import { CALLBACKS, urlOutput } from '../../../functions/callbacks.ts';
import { type OwnServer, startOwnServer } from '../../support/own-server.ts';
import { ACCOUNT, APPLICATION, startBandwidth } from '../connect/bandwidth-double.ts';
import { runProgram } from '../program.ts';
import { type DoubleAws, startAws } from './aws-double.ts';

const STACK = 'CallRecovery-prod';
const POLICY = { routes: [{ name: 'desk', destinations: ['sip:a@pbx.acme.com'] }] };
const CREDENTIALS = { id: 'client-id', secret: 'client-secret-0123456789' };
const CHECKS = [
  ...['node', 'policy', 'token', 'credentials', 'bootstrap', 'stack', 'urls', 'application', 'callbacks'],
  ...['signed request', 'alarms', 'fallback queue', 'dead letters'],
];

let server: OwnServer;
let aws: DoubleAws;
let bandwidth: Awaited<ReturnType<typeof startBandwidth>>;
let variables: Record<string, string>;
let folder: string;
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

beforeAll(async () => {
  // The functions themselves answer, and their table is read.
  server = await startOwnServer(POLICY);
  aws = await startAws();
  bandwidth = await startBandwidth(CREDENTIALS);
  for (const { name } of CALLBACKS) await fetch(`${server.baseUrl}/${server.token}/${name}?probe=1`);
});
afterAll(async () => {
  aws.close();
  bandwidth.close();
  await server.close();
});

/** A deployment of which nothing is wrong. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  write('recovery.json', JSON.stringify(POLICY));
  write('callback-token-prod.txt', `${server.token}\n`);
  write(
    'cdk.json',
    JSON.stringify({ context: { prod: { callbackTokenSha256: [hashToken(server.token)] } } }),
  );
  const outputs = {
    ...Object.fromEntries(
      CALLBACKS.map(({ name }) => [urlOutput(name), `${server.baseUrl}/{token}/${name}`]),
    ),
    OutcomesTableName: server.tableName,
    FallbackQueueUrl: `${aws.url}/1/fallback`,
    DeadLetterQueueUrl: `${aws.url}/1/dead`,
  };
  const created = new Date('2026-01-01');
  Object.assign(aws, { redAlarms: [], waiting: {}, refuses: {} });
  aws.stacks = {
    CDKToolkit: { status: 'CREATE_COMPLETE', created, outputs: {} },
    [STACK]: { status: 'UPDATE_COMPLETE', created, outputs },
  };
  bandwidth.fields = { CallStatusCallbackUrl: `${server.baseUrl}/${server.token}/disconnect` };
  variables = {
    AWS_ENDPOINT_URL: aws.url,
    AWS_ENDPOINT_URL_DYNAMODB: server.endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'aws-secret-0123456789',
    AWS_MAX_ATTEMPTS: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(folder, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    BW_API_URL: bandwidth.url,
    BW_CLIENT_ID: CREDENTIALS.id,
    BW_CLIENT_SECRET: CREDENTIALS.secret,
    BW_ACCOUNT_ID: ACCOUNT,
  };
  const event = { ...DOCUMENTED_EVENTS['refer-target-404'], eventTime: new Date().toISOString() };
  await fetch(`${server.baseUrl}/${server.token}/refer-complete`, {
    method: 'POST',
    body: JSON.stringify(event),
  });
  return () => rmSync(folder, { recursive: true });
});

interface Told {
  readonly check: string;
  readonly state: string;
  readonly says: string;
  readonly cure?: string;
}

async function doctor(...options: string[]) {
  const ended = await runProgram(
    'doctor.ts',
    variables,
    ['--json', '--application', APPLICATION, ...options],
    folder,
  );
  const { checks } = JSON.parse(ended.stdout) as { checks: Told[] };
  return { ...ended, checks, wrong: checks.filter(({ state }) => state === 'wrong') };
}

const stackIs = (change: Partial<DoubleAws['stacks'][string]>): void => {
  const stack = aws.stacks[STACK];
  if (stack) aws.stacks[STACK] = { ...stack, ...change };
};

it('of a deployment that works, each line is ✓, and the exit code 0', async () => {
  const { code, stdout, stderr } = await runProgram(
    'doctor.ts',
    variables,
    ['--application', APPLICATION],
    folder,
  );
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.slice(0, 17).trim()),
  ).toEqual(CHECKS.map((check) => `✓ ${check}`));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it('without an application it says what it could not see, and is content', async () => {
  const { code, stdout } = await runProgram('doctor.ts', variables, [], folder);
  expect(stdout).toMatch(/^– application .+→ npx bandwidth-call-recovery doctor --application ID$/m);
  expect(code).toBe(0);
});

/** How each check comes to be wrong, and what then cures it. */
const ILLS: readonly (readonly [check: string, cure: RegExp, cause: () => void])[] = [
  ['policy', /explain --check$/, () => write('recovery.json', '{ "routes": 1 }')],
  ['policy', /explain --check$/, () => rmSync(join(folder, 'recovery.json'))],
  [
    'policy',
    /^edit recovery\.json, then .+ explain --check --strict$/,
    () =>
      write(
        'recovery.json',
        JSON.stringify({ routes: [{ name: 'a', destinations: ['sip:a@office.example.com'] }] }),
      ),
  ],
  ['token', /token --save && npx cdk deploy$/, () => rmSync(join(folder, 'callback-token-prod.txt'))],
  ['token', /token --save/, () => write('callback-token-prod.txt', 'not a token')],
  [
    'token',
    /token --save/,
    () => write('cdk.json', '{ "context": { "prod": { "callbackTokenSha256": [] } } }'),
  ],
  [
    'credentials',
    /^aws sso login/,
    () => Object.assign(variables, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' }),
  ],
  ['credentials', /^aws sso login/, () => Object.assign(variables, { AWS_REGION: '' })],
  [
    'credentials',
    /^aws sso login/,
    () => Object.assign(aws.refuses, { DescribeStacks: ['ExpiredToken', 'expired'] }),
  ],
  ['bootstrap', /^npx cdk bootstrap$/, () => Object.assign(aws, { stacks: {} })],
  ['stack', /^npx cdk deploy$/, () => Reflect.deleteProperty(aws.stacks, STACK)],
  ['stack', /^npx cdk deploy$/, () => stackIs({ status: 'UPDATE_ROLLBACK_COMPLETE' })],
  ['stack', /^npx cdk deploy$/, () => stackIs({ outputs: {} })],
  ['urls', /^npx cdk deploy$/, () => write('callback-token-prod.txt', 'x'.repeat(43))],
  [
    'urls',
    /^npx cdk deploy$/,
    () =>
      stackIs({
        outputs: { ...aws.stacks[STACK]?.outputs, InitiateUrl: `${server.baseUrl}/{token}/elsewhere` },
      }),
  ],
  [
    'application',
    /connect --application .+ --stack CallRecovery-prod$/,
    () => Object.assign(bandwidth, { fields: {} }),
  ],
  [
    'application',
    /BW_CLIENT_ID/,
    () => Object.assign(variables, { BW_CLIENT_SECRET: 'another-secret-0123' }),
  ],
  [
    'callbacks',
    /connect --application .+ --check$/,
    () => stackIs({ outputs: { ...aws.stacks[STACK]?.outputs, OutcomesTableName: 'empty' } }),
  ],
  [
    'alarms',
    /runbook\.md#dead-letters$/,
    () => Object.assign(aws, { redAlarms: [`${STACK}/Calls dead-letters`, 'Other/Calls defects'] }),
  ],
  ['fallback queue', /runbook\.md#outcomes-queued$/, () => Object.assign(aws, { waiting: { fallback: 2 } })],
  [
    'dead letters',
    /outcomes backfill --dead-letters .+\/dead.* --stack CallRecovery-prod$/,
    () => Object.assign(aws, { waiting: { dead: 1 } }),
  ],
  [
    'signed request',
    /doctor --evidence/,
    () => {
      variables.AWS_ENDPOINT_URL_DYNAMODB = aws.url;
      aws.refuses.GetItem = ['InvalidSignatureException', 'no'];
    },
  ],
];

describe('what is wrong', () => {
  beforeAll(async () => {
    // A table in which no event has come.
    const { prepareOutcomesTable } = await import('../../../bin/local/outcomes-table.ts');
    await prepareOutcomesTable(server.endpoint, 'empty');
  });

  it('is produced here for every check; that of Node by its version', () => {
    expect([...new Set(['node', ...ILLS.map(([check]) => check)])].sort()).toEqual(CHECKS.toSorted());
    expect(node('20.18.3')).toMatchObject({ state: 'wrong', cure: 'nvm install 24' });
    for (const version of ['20.19.0', '22.0.0', '24.21.0']) expect(node(version).state).toBe('right');
  });

  it.each(ILLS)('%s is told with %s, and the exit code is 1', async (check, cure, cause) => {
    cause();
    const { code, wrong } = await doctor();
    expect(wrong.map((each) => each.check)).toContain(check);
    expect(wrong.find((each) => each.check === check)?.cure).toMatch(cure);
    expect(code).toBe(1);
  });
});

it.each([
  ['stack', 'DescribeStacks', 'AccessDenied'],
  ['alarms', 'DescribeAlarms', 'AccessDenied'],
  ['dead letters', 'GetQueueAttributes', 'AccessDeniedException'],
])(
  '%s is not wrong where %s is not allowed, but unseen, with the right that is needed',
  async (check, operation, error) => {
    aws.refuses[operation] = [error, 'no'];
    const { checks } = await doctor();
    expect(checks.find((each) => each.check === check)).toMatchObject({
      state: 'unseen',
      says: expect.stringContaining(operation),
    });
  },
);

it('a stack of today, and one that is being changed, is not wrong yet', async () => {
  const outputs = { ...aws.stacks[STACK]?.outputs, OutcomesTableName: 'empty' };
  stackIs({ created: new Date(), outputs, status: 'UPDATE_IN_PROGRESS' });
  const { code, checks } = await doctor();
  for (const check of ['stack', 'callbacks'])
    expect(checks.find((each) => each.check === check)?.state).toBe('unseen');
  expect(code).toBe(0);
});

it.each(['InternalServerError', 'ThrottlingException', 'UnknownOperationException'])(
  'the signed request is unseen where DynamoDB answers %s, and the rest is looked at',
  async (name) => {
    variables.AWS_ENDPOINT_URL_DYNAMODB = aws.url;
    Object.assign(aws.refuses, { GetItem: [name, 'try again'] });
    const { checks } = await doctor();
    const [told] = checks.filter(({ check }) => check === 'signed request');
    expect(told).toMatchObject({ state: 'unseen', says: expect.stringContaining(name) });
    expect(checks.map(({ check }) => check).toSorted()).toEqual(CHECKS.toSorted());
  },
);

it('prints no secret, wherever one turns up', async () => {
  const secrets = [
    server.token,
    CREDENTIALS.secret,
    variables.AWS_SECRET_ACCESS_KEY ?? '',
    'session-0123456789',
  ];
  const place = fc.constantFrom(
    (text: string) => stackIs({ status: `FAILED ${text}` }),
    (text: string) => Object.assign(aws, { redAlarms: [`${STACK}/Calls ${text}`] }),
    (text: string) => Object.assign(aws.refuses, { DescribeAlarms: ['Strange', text] }),
    (text: string) => Object.assign(aws.refuses, { GetQueueAttributes: ['Strange', text] }),
    (text: string) => Object.assign(aws.refuses, { DescribeStacks: ['Strange', text] }),
    (text: string) => Object.assign(aws.refuses, { Query: ['Strange', text], GetItem: ['Signature', text] }),
    (text: string) => write('recovery.json', `{ "${text}": 1 }`),
    (text: string) => write('recovery.json', text),
    (text: string) => write('cdk.json', `{ "context": { "prod": "${text}" } }`),
    (text: string) =>
      Object.assign(bandwidth, { fields: { CallStatusCallbackUrl: `https://x.example/${text}` } }),
    (text: string) =>
      stackIs({
        outputs: { ...aws.stacks[STACK]?.outputs, InitiateUrl: `https://127.0.0.1:1/{token}/${text}` },
      }),
    (text: string) =>
      stackIs({ outputs: { ...aws.stacks[STACK]?.outputs, DeadLetterQueueUrl: `${aws.url}/1/${text}` } }),
  );
  variables.AWS_SESSION_TOKEN = secrets[3] ?? '';
  // The double of AWS is asked for events, too, as what it says of them is a place.
  variables.AWS_ENDPOINT_URL_DYNAMODB = aws.url;
  const state = JSON.stringify({ stacks: aws.stacks });
  await fc.assert(
    fc.asyncProperty(
      place,
      fc.constantFrom(...secrets),
      fc.constantFrom('', 'a', '/', '='),
      fc.boolean(),
      async (put, secret, before, isJson) => {
        const { stacks } = JSON.parse(state, (key, value) => (key === 'created' ? new Date(value) : value));
        Object.assign(aws, { stacks, redAlarms: [], refuses: {} });
        put(`${before}${secret}`);
        const file = join(folder, 'evidence.json');
        const options = [...(isJson ? ['--json'] : []), '--application', APPLICATION, '--evidence', file];
        const { stdout, stderr } = await runProgram('doctor.ts', variables, options, folder);
        for (const each of secrets) expect(stdout + stderr + readFileSync(file, 'utf8')).not.toContain(each);
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);

it('writes evidence of what was seen, with no party, id or text in it', async () => {
  const { stderr } = await doctor('--evidence', 'evidence.json');
  expect(stderr).toContain('evidence.json has what was seen');
  const text = readFileSync(join(folder, 'evidence.json'), 'utf8');
  const { checks, probes, events, stack } = JSON.parse(text);
  expect(Object.keys(checks)).toEqual(CHECKS);
  expect(checks).toMatchObject({ 'signed request': 'right', urls: 'right' });
  expect({ probes, stack }).toEqual({
    probes: { urls: CALLBACKS.length, mistakes: [] },
    stack: 'UPDATE_COMPLETE',
  });
  expect(events[0]).toMatchObject({
    eventType: 'referComplete',
    outcome: 'unreachable',
    notifySipResponseCode: 404,
    from: expect.stringMatching(/^a SIP URI, \d+ characters$/),
  });
  const { eventType, direction, referCallStatus, ...fields } = DOCUMENTED_EVENTS['refer-target-404'];
  const personal = Object.values(fields).filter((value) => typeof value === 'string');
  for (const each of [...personal, server.token, STACK, 'acme']) expect(text).not.toContain(each);
});
