import { describe, expect, it } from 'vitest';
import { readSettings } from '../../lib/settings.ts';
import packageJson from '../../package.json' with { type: 'json' };

const HASH = '0123456789abcdef'.repeat(4);
const OTHER_HASH = 'f'.repeat(64);
const read = (context: Record<string, unknown>) => readSettings({ callbackTokenSha256: HASH, ...context });

describe('readSettings', () => {
  it('needs only the hash of the token', () => {
    expect(read({})).toEqual({
      stage: 'prod',
      callbackTokenSha256: [HASH],
      outcomeTtlDays: 90,
      logRetentionDays: 90,
      functionMemoryMb: 512,
      throttlePerSecond: 2_000,
      alarmEmail: undefined,
      alarms: {},
      dashboard: true,
      canary: true,
      logParties: false,
      logSample: 1,
      storeTimeoutMs: 2000,
      queueTimeoutMs: 1500,
      reservedConcurrency: undefined,
      outcomeEvents: false,
      replicaRegion: undefined,
      replicaOf: undefined,
      fallbackBaseUrl: undefined,
      domainName: undefined,
      certificateArn: undefined,
      hostedZoneId: undefined,
      runbookUrl: `${packageJson.homepage}/blob/main/docs/runbook.md`,
    });
  });

  it('is cheap in dev: short logs, no canary', () => {
    expect(read({ stage: 'dev' })).toMatchObject({ logRetentionDays: 7, canary: false });
    expect(read({ stage: 'dev', canary: 'true', logRetentionDays: '30' })).toMatchObject({
      canary: true,
      logRetentionDays: 30,
    });
  });

  it.each([
    ['two hashes while a token is changed', { callbackTokenSha256: `${HASH}, ${OTHER_HASH}` }],
    ['two hashes as a list in cdk.json', { callbackTokenSha256: [HASH, OTHER_HASH] }],
    ['a hash given twice', { callbackTokenSha256: `${HASH},${OTHER_HASH},${HASH}` }],
  ])('takes %s', (_what, context) => {
    expect(read(context).callbackTokenSha256).toEqual([HASH, OTHER_HASH]);
  });

  it.each<[string, unknown, unknown]>([
    ['stage', 'dev', 'dev'],
    ['stage', 'prod', 'prod'],
    ['outcomeTtlDays', '0', 0],
    ['outcomeTtlDays', '30', 30],
    ['outcomeTtlDays', 365, 365],
    ['logSample', '0.01', 0.01],
    ['logSample', 1, 1],
    ['storeTimeoutMs', '500', 500],
    ['queueTimeoutMs', 6000, 6000],
    ['reservedConcurrency', '100', 100],
  ])('takes %s=%j', (name, given, value) => {
    expect(read({ [name]: given })).toHaveProperty(name, value);
  });

  it('leaves the keys of CDK alone', () => {
    expect(() =>
      read({ '@aws-cdk/core:explicitStackTags': true, 'aws:cdk:bundling-stacks': [] }),
    ).not.toThrow();
  });
});

describe('the object of a stage', () => {
  const context = {
    prod: { callbackTokenSha256: [HASH], alarmEmail: 'prod@example.com', throttlePerSecond: 500 },
    dev: { callbackTokenSha256: OTHER_HASH, logParties: true, canary: true },
  };

  it('holds the settings of its stage, so that a deployment needs no option', () => {
    expect(readSettings(context)).toMatchObject({
      stage: 'prod',
      callbackTokenSha256: [HASH],
      alarmEmail: 'prod@example.com',
      throttlePerSecond: 500,
      logParties: false,
    });
    expect(readSettings({ ...context, stage: 'dev' })).toMatchObject({
      stage: 'dev',
      callbackTokenSha256: [OTHER_HASH],
      alarmEmail: undefined,
      throttlePerSecond: 2_000,
      logParties: true,
      canary: true,
    });
  });

  it.each([
    ['callbackTokenSha256', OTHER_HASH, [OTHER_HASH]],
    ['alarmEmail', 'other@example.com', 'other@example.com'],
    ['throttlePerSecond', '7', 7],
    ['canary', 'false', false],
    ['outcomeTtlDays', '0', 0],
  ])('gives way to -c %s=%s', (name, given, read) => {
    expect(readSettings({ ...context, [name]: given })).toHaveProperty(name, read);
  });

  it.each([{}, { prod: {} }, { prod: { callbackTokenSha256: [] } }])(
    'may be empty or missing: %j',
    (given) => {
      expect(read(given)).toEqual(read({}));
    },
  );

  it.each<[object, RegExp]>([
    [
      { prod: { alarmEmial: 'a@b.example' } },
      /^unknown setting prod\.alarmEmial: .+; did you mean "alarmEmail"\?$/,
    ],
    [{ dev: { Canary: true } }, /^unknown setting dev\.Canary: .+; did you mean "canary"\?$/],
    [{ dev: { stage: 'prod' } }, /^unknown setting dev\.stage: the settings are callbackTokenSha256, /],
    [{ prod: { alarmEmail: 'nobody' } }, /^prod\.alarmEmail must be one e-mail address, but found "nobody"$/],
    [{ prod: { callbackTokenSha256: ['secret'] } }, /^prod\.callbackTokenSha256 must be .+ hash 1 is not/],
    [{ prod: 'canary' }, /^prod must be an object of settings, but found "canary"$/],
    [{ dev: null }, /^dev must be an object of settings, but found null$/],
    [{ prod: [] }, /^prod must be an object of settings, but found \[\]$/],
    [{ 'prod.alarmEmail': 'a@b.example' }, /^unknown setting prod\.alarmEmail: /],
  ])('is refused with the path of the mistake: %j', (given, message) => {
    expect(() => read(given as Record<string, unknown>)).toThrow(message);
  });

  it('says for which stage a hash is missing', () => {
    expect(() => readSettings({ ...context, stage: 'dev', dev: {} })).toThrow(
      /^callbackTokenSha256 is not set\. Run\n\n {4}npx bandwidth-call-recovery token --save --stage dev\n/,
    );
  });
});

describe('readSettings tells all mistakes at once', () => {
  it('in the order in which they stand, each below their number', () => {
    const given = { stage: 'pord', canray: true, outcomeTtlDays: 'x', prod: { alarmEmial: 'a@b.example' } };
    expect(() => readSettings(given)).toThrow(
      /^5 mistakes in the settings:\n {2}stage must be .+; did you mean "prod"\?\n {2}unknown setting canray: .+; did you mean "canary"\?\n {2}outcomeTtlDays must be .+\n {2}unknown setting prod\.alarmEmial: .+\n {2}callbackTokenSha256 is not set\. Run\n\n {6}npx bandwidth-call-recovery token/,
    );
  });

  it('but not that a hash is missing where a wrong one, or only a wrong stage, was given', () => {
    expect(() => readSettings({ prod: { callbackTokenSha256: 'x' }, canary: 1 })).toThrow(/^2 mistakes/);
    expect(() => readSettings({ stage: 'x', dev: { callbackTokenSha256: HASH } })).toThrow(/^stage must be/);
  });
});

describe('waits that a function has no time for', () => {
  it('are refused together', () => {
    expect(() => read({ storeTimeoutMs: 6000, queueTimeoutMs: 2001 })).toThrow(
      'storeTimeoutMs and queueTimeoutMs must be 8000 together at most, as a function has 10 s, but found 6000 and 2001',
    );
    expect(() => read({ storeTimeoutMs: 6000, queueTimeoutMs: 2000 })).not.toThrow();
  });

  it.each([
    ['storeTimeoutMs', 199],
    ['queueTimeoutMs', '6001'],
    ['logSample', 0],
    ['logSample', '1.1'],
    ['logSample', '-0.5'],
    ['logSample', 'NaN'],
    ['reservedConcurrency', 0],
  ])('%s=%j', (name, given) => {
    expect(() => read({ [name]: given })).toThrow(`${name} must be `);
  });
});

describe('readSettings refuses', () => {
  it.each([undefined, '', ' ', ',', []])('the token hash %j, with the command that makes one', (found) => {
    expect(() => readSettings({ callbackTokenSha256: found })).toThrow(
      /^callbackTokenSha256 is not set\. Run\n\n {4}npx bandwidth-call-recovery token --save\n\nwhich makes a token/,
    );
  });

  it.each([
    ['in upper case', 'A'.repeat(64), 1],
    ['too short', 'a'.repeat(63), 1],
    ['too long', 'a'.repeat(65), 1],
    ['not hex', 'secret-token', 1],
    ['second of two', `${HASH},secret-token`, 2],
    ['missing after a comma', `${HASH},`, 2],
  ])('a token hash %s, without repeating it', (_what, callbackTokenSha256, position) => {
    expect(() => readSettings({ callbackTokenSha256 })).toThrow(
      `64 lower-case hex characters, but hash ${position} is not. \`npx bandwidth-call-recovery token\` prints`,
    );
    expect(() => readSettings({ callbackTokenSha256 })).not.toThrow('secret-token');
  });

  it('a setting that it does not know, with those there are', () => {
    expect(() => read({ outcomeTTLDays: '30' })).toThrow(
      'unknown setting outcomeTTLDays: the settings are stage, callbackTokenSha256, outcomeTtlDays, ' +
        'logRetentionDays, functionMemoryMb, throttlePerSecond, alarmEmail, alarms, dashboard, canary, logParties, logSample, ' +
        'storeTimeoutMs, queueTimeoutMs, reservedConcurrency, outcomeEvents, replicaRegion, replicaOf, fallbackBaseUrl, domainName, certificateArn, hostedZoneId, runbookUrl; did you mean "outcomeTtlDays"?',
    );
  });

  it.each([
    ['alarmEmial', 'alarmEmail'],
    ['ALARMEMAIL', 'alarmEmail'],
    ['throtlePerSecond', 'throttlePerSecond'],
    ['calbackTokenSha256', 'callbackTokenSha256'],
    ['Prod', 'prod'],
    ['log_parties', 'logParties'],
  ])('the setting %s, with the one that is meant', (name, meant) => {
    expect(() => read({ [name]: 'x' })).toThrow(`; did you mean "${meant}"?`);
  });

  it.each(['colour', '__proto__', 'constructor', 'x'])('the setting %s, with no guess', (name) => {
    expect(() => read(JSON.parse(`{ "${name}": "x" }`))).toThrow(/^unknown setting .+ runbookUrl$/);
  });

  it.each<[string, unknown, string]>([
    ...['production', '', 'PROD', true].map((stage): [string, unknown, string] => [
      'stage',
      stage,
      'one of prod, dev',
    ]),
    ...['-1', '1.5', '36501', 'never', '', null, '1e3'].map((days): [string, unknown, string] => [
      'outcomeTtlDays',
      days,
      'a whole number of days from 1 to 36500, or 0 to keep outcomes for ever',
    ]),
    ['logRetentionDays', '31', 'one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365'],
    ['functionMemoryMb', '127', 'a whole number of MB from 128 to 10240'],
    ['functionMemoryMb', 10_241, 'a whole number of MB from 128 to 10240'],
    ['functionMemoryMb', '512 MB', 'a whole number of MB from 128 to 10240'],
    ['throttlePerSecond', '0', 'a whole number of requests from 1 to 100000'],
    ['throttlePerSecond', 'many', 'a whole number of requests from 1 to 100000'],
    ['alarmEmail', 'nobody', 'one e-mail address'],
    ['alarmEmail', 'a@b.example,c@d.example', 'one e-mail address'],
    ['canary', 'yes', 'true or false'],
    ['logParties', '1', 'true or false'],
    ['runbookUrl', 'our wiki', 'an http(s) URL'],
    ['runbookUrl', 'docs/runbook.md', 'an http(s) URL'],
    ['runbookUrl', 'https://wiki.example.com/#calls', 'an http(s) URL'],
  ])('%s=%s, with what is allowed', (name, found, allowed) => {
    expect(() => read({ [name]: found })).toThrow(`${name} must be ${allowed}`);
    expect(() => read({ [name]: found })).toThrow(`but found ${JSON.stringify(found)}`);
  });
});
