import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runProgram } from '../bin/program.ts';
import { ownFolder } from '../support/folder.ts';
import { CONTEXT, PROJECT } from './stack-template.ts';

const folder = ownFolder().path;

/** A policy with an address of its own. */
const OWN_POLICY = join(folder, 'own-policy.json');
writeFileSync(OWN_POLICY, '{ "routes": [{ "name": "desk", "destinations": ["sip:anna@pbx.acme.com"] }] }');

/** Runs `bin/app.ts` as the `cdk` command does, without bundling and the built-in validation: both take seconds. */
async function runApp(
  context: Record<string, unknown>,
  environment: Record<string, string> = {},
  cwd: string = PROJECT,
) {
  const outdir = mkdtempSync(join(folder, 'out-'));
  const variables = {
    CDK_OUTDIR: outdir,
    CDK_VALIDATION: 'false',
    RECOVERY_FILE: OWN_POLICY,
    CDK_CONTEXT_JSON: JSON.stringify({ ...CONTEXT, 'aws:cdk:bundling-stacks': [], ...context }),
    ...environment,
  };
  const { code, stdout, stderr } = await runProgram('app.ts', variables, [], cwd);
  return { code, outdir, printed: stdout + stderr };
}

const hash = { callbackTokenSha256: 'a'.repeat(64) };

describe('bin/app.ts', () => {
  it('writes a template in which the built-in validation finds nothing', async () => {
    const { code, outdir, printed } = await runApp(hash, { CDK_VALIDATION: 'true' });
    expect({ code, printed }).toEqual({ code: 0, printed: '' });
    const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8'));
    expect(pluginReports).toEqual([]);
  });

  it('takes its settings from the object of the stage', async () => {
    const dev = { ...hash, alarmEmail: 'dev@example.com' };
    const { code, outdir, printed } = await runApp({ stage: 'dev', dev });
    expect({ code, printed }).toEqual({ code: 0, printed: '' });
    expect(readFileSync(join(outdir, 'CallRecovery-dev.template.json'), 'utf8')).toContain('dev@example.com');
  });

  it('makes a replica from the region that cdk tells, and asks for no account', async () => {
    const { code, outdir, printed } = await runApp(
      { ...hash, prod: { replicaRegion: 'us-west-2' } },
      { CDK_DEFAULT_REGION: 'eu-west-1' },
    );
    expect({ code, printed }).toEqual({ code: 0, printed: '' });
    const { Resources } = JSON.parse(readFileSync(join(outdir, 'CallRecovery-prod.template.json'), 'utf8'));
    const { Replicas } = Resources.CallsOutcomes7E3AF99B.Properties;
    expect(Replicas.map(({ Region }: { Region: string }) => Region)).toEqual(['us-west-2', 'eu-west-1']);
  });

  it('warns of addresses of examples, under an id of their own to acknowledge', async () => {
    const { code, printed } = await runApp(hash, { RECOVERY_FILE: 'recovery.json', CDK_VALIDATION: 'true' });
    expect(code).toBe(0);
    expect(printed).toMatch(
      /^WARNING policy: \+15553334444 \(transfer\.callerId; 6 more like it\) is from an example/,
    );
    expect(printed).toContain("'Annotation::bandwidth-call-recovery:samples'");
  });

  it.each([
    [
      'without a token hash',
      {},
      /^callbackTokenSha256 is not set\. Run\n\n {4}npx bandwidth-call-recovery token --save\n/,
    ],
    [
      'with a bad token hash',
      { callbackTokenSha256: 'x' },
      /^callbackTokenSha256 must be .+npx bandwidth-call-recovery token/s,
    ],
    ['with a bad stage', { ...hash, stage: 'test' }, /^stage must be one of prod, dev, but found "test"\n$/],
    [
      'with two mistakes',
      { ...hash, canary: 'maybe', prod: { alarmEmial: 'a@b.example' } },
      /^2 mistakes in the settings:\n {2}.*canary must be .+\n {2}unknown setting prod\.alarmEmial: .+\n$/,
    ],
  ])('%s prints only what is wrong and exits 1', async (_what, context, message) => {
    const { code, printed } = await runApp(context);
    expect(code).toBe(1);
    expect(printed).toMatch(message);
    expect(printed).not.toMatch(/^ +at /m);
  });

  it.each([
    ['a bad policy', '{\n  "routse": [] }', 'bad-policy.json:2:3 routse: found an unknown key'],
    ['a policy that is not JSON', '{', 'bad-policy.json:1:2 is not JSON'],
    ['a policy that is not there', undefined, 'no-such.json'],
  ])('with %s prints only what is wrong and exits 1', async (_what, policy, named) => {
    const file = join(folder, policy === undefined ? 'no-such.json' : 'bad-policy.json');
    if (policy !== undefined) writeFileSync(file, policy);
    const { code, printed } = await runApp(hash, { RECOVERY_FILE: file });
    expect(code).toBe(1);
    expect(printed).toContain(named);
    expect(printed).not.toMatch(/^ +at /m);
  });
});

it('makes the same bundles from whatever folder it is run', { timeout: 120_000 }, async () => {
  const context = { ...hash, 'aws:cdk:bundling-stacks': ['**'] };
  const environment = { RECOVERY_FILE: join(PROJECT, 'recovery.json') };
  const bundlesFrom = async (cwd: string) => {
    const { code, outdir, printed } = await runApp(context, environment, cwd);
    expect(code, printed).toBe(0);
    const template = readFileSync(join(outdir, 'CallRecovery-prod.template.json'), 'utf8');
    return template.match(/[0-9a-f]{64}\.zip/g);
  };
  const bundles = [await bundlesFrom(PROJECT), await bundlesFrom(folder)];
  expect(new Set(bundles[0]).size).toBeGreaterThan(6);
  expect(new Set(bundles.map(String)).size).toBe(1);
});
