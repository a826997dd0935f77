import { describe, expect, it } from 'vitest';
import { readSettings } from '../../lib/settings.ts';

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
      canary: true,
      logParties: false,
      runbookUrl: 'docs/runbook.md',
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

  it.each(['dev', 'prod'])('takes the stage %s', (stage) => {
    expect(read({ stage }).stage).toBe(stage);
  });

  it.each([
    ['0', 0],
    ['30', 30],
    [365, 365],
  ])('takes %j days', (outcomeTtlDays, days) => {
    expect(read({ outcomeTtlDays }).outcomeTtlDays).toBe(days);
  });

  it('leaves the keys of CDK alone', () => {
    expect(() =>
      read({ '@aws-cdk/core:explicitStackTags': true, 'aws:cdk:bundling-stacks': [] }),
    ).not.toThrow();
  });
});

describe('readSettings refuses', () => {
  it.each([undefined, '', ' ', ','])('the token hash %j, with the command that makes one', (found) => {
    expect(() => readSettings({ callbackTokenSha256: found })).toThrow(
      /^callbackTokenSha256 is not set\. Run\n\n {4}npm run token\n\nand pass the hash/,
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
      new RegExp(
        `64 lower-case hex characters, but hash ${position} is not\\. Run\\n\\n {4}npm run token\\n`,
      ),
    );
    expect(() => readSettings({ callbackTokenSha256 })).not.toThrow('secret-token');
  });

  it.each(['production', '', 'PROD', true])('the stage %j, with those there are', (stage) => {
    expect(() => read({ stage })).toThrow(
      `stage must be one of prod, dev, but found ${JSON.stringify(stage)}`,
    );
  });

  it.each(['-1', '1.5', '36501', 'never', '', null, '1e3'])(
    '%j days, with what is allowed',
    (outcomeTtlDays) => {
      expect(() => read({ outcomeTtlDays })).toThrow(
        `outcomeTtlDays must be a whole number of days from 1 to 36500, or 0 to keep outcomes for ever, ` +
          `but found ${JSON.stringify(outcomeTtlDays)}`,
      );
    },
  );

  it('a setting that it does not know, with those there are', () => {
    expect(() => read({ outcomeTTLDays: '30' })).toThrow(
      'unknown setting outcomeTTLDays: the settings are stage, callbackTokenSha256, outcomeTtlDays, ' +
        'logRetentionDays, functionMemoryMb, throttlePerSecond, alarmEmail, canary, logParties, runbookUrl',
    );
  });

  it.each([
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
  ])('%s=%s, with what is allowed', (name, found, allowed) => {
    expect(() => read({ [name]: found })).toThrow(`${name} must be ${allowed}`);
    expect(() => read({ [name]: found })).toThrow(`but found ${JSON.stringify(found)}`);
  });
});
