import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CONTEXT, PROJECT } from './stack-template.ts';

const folder = mkdtempSync(join(tmpdir(), 'app-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs `bin/app.ts` as the `cdk` command does, without bundling and the built-in validation: both take seconds. */
function runApp(
  context: Record<string, unknown>,
  environment: Record<string, string> = {},
  cwd: string = PROJECT,
) {
  const outdir = mkdtempSync(join(folder, 'out-'));
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(PROJECT, 'bin/app.ts')], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH,
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
      CDK_OUTDIR: outdir,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ ...CONTEXT, 'aws:cdk:bundling-stacks': [], ...context }),
      ...environment,
    },
  });
  return { status, outdir, printed: stdout + stderr };
}

const hash = { callbackTokenSha256: 'a'.repeat(64) };

describe('bin/app.ts', () => {
  it('writes a template in which the built-in validation finds nothing', () => {
    const { status, outdir, printed } = runApp(hash, { CDK_VALIDATION: 'true' });
    expect({ status, printed }).toEqual({ status: 0, printed: '' });
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    expect(pluginReports).toEqual([]);
  });

  it('takes its settings from the object of the stage', () => {
    const dev = { ...hash, alarmEmail: 'dev@example.com' };
    const { status, outdir, printed } = runApp({ stage: 'dev', dev });
    expect({ status, printed }).toEqual({ status: 0, printed: '' });
    expect(readFileSync(join(outdir, 'CallRecovery-dev.template.json'), 'utf8')).toContain('dev@example.com');
  });

  it('makes a replica from the region that cdk tells, and asks for no account', () => {
    const { status, outdir, printed } = runApp(
      { ...hash, prod: { replicaRegion: 'us-west-2' } },
      { CDK_DEFAULT_REGION: 'eu-west-1' },
    );
    expect({ status, printed }).toEqual({ status: 0, printed: '' });
    const { Resources } = JSON.parse(readFileSync(join(outdir, 'CallRecovery-prod.template.json'), 'utf8'));
    const { Replicas } = Resources.CallsOutcomes7E3AF99B.Properties;
    expect(Replicas.map(({ Region }: { Region: string }) => Region)).toEqual(['us-west-2', 'eu-west-1']);
  });

  it.each([
    ['without a token hash', {}, /^callbackTokenSha256 is not set\. Run\n\n {4}npm run token -- --save\n/],
    ['with a bad token hash', { callbackTokenSha256: 'x' }, /^callbackTokenSha256 must be .+npm run token/s],
    ['with a bad stage', { ...hash, stage: 'test' }, /^stage must be one of prod, dev, but found "test"\n$/],
    [
      'with two mistakes',
      { ...hash, canary: 'maybe', prod: { alarmEmial: 'a@b.example' } },
      /^2 mistakes in the settings:\n {2}.*canary must be .+\n {2}unknown setting prod\.alarmEmial: .+\n$/,
    ],
  ])('%s prints only what is wrong and exits 1', (_what, context, message) => {
    const { status, printed } = runApp(context);
    expect(status).toBe(1);
    expect(printed).toMatch(message);
    expect(printed).not.toMatch(/^ +at /m);
  });

  it.each([
    ['a bad policy', '{ "routse": [] }', 'routse'],
    ['a policy that is not JSON', '{', 'bad-policy.json'],
    ['a policy that is not there', undefined, 'no-such.json'],
  ])('with %s prints only what is wrong and exits 1', (_what, policy, named) => {
    const file = join(folder, policy === undefined ? 'no-such.json' : 'bad-policy.json');
    if (policy !== undefined) writeFileSync(file, policy);
    const { status, printed } = runApp(hash, { RECOVERY_FILE: file });
    expect(status).toBe(1);
    expect(printed).toContain(named);
    expect(printed).not.toMatch(/^ +at /m);
  });
});

it('makes the same bundles from whatever folder it is run', { timeout: 120_000 }, () => {
  const context = { ...hash, 'aws:cdk:bundling-stacks': ['**'] };
  const environment = { RECOVERY_FILE: join(PROJECT, 'recovery.json') };
  const bundles = [PROJECT, folder].map((cwd) => {
    const { status, outdir, printed } = runApp(context, environment, cwd);
    expect(status, printed).toBe(0);
    const template = readFileSync(join(outdir, 'CallRecovery-prod.template.json'), 'utf8');
    return template.match(/[0-9a-f]{64}\.zip/g);
  });
  expect(new Set(bundles[0]).size).toBeGreaterThan(6);
  expect(new Set(bundles.map(String)).size).toBe(1);
});
