import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { afterAll, expect, it } from 'vitest';
import { CALLBACKS, type CallbackName } from '../../functions/callbacks.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { BUNDLE_HANDLER } from '../../lib/bundle.ts';
import { functionCode } from '../../lib/function-code.ts';
import { POLICY, resources } from './stack-template.ts';

const outdirs: string[] = [];
afterAll(() => {
  for (const outdir of outdirs) rmSync(outdir, { recursive: true });
});

/** Bundles the functions in one app, and gives the asset key of each. */
function assetKeys(of: readonly [CallbackName, Policy][]): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'function-code-'));
  outdirs.push(outdir);
  const stack = new Stack(new App({ outdir, builtinCloudFormationValidation: false }), 'Stack');
  of.forEach(([name, policy], index) => {
    new LambdaFunction(stack, `Lambda${index}`, {
      runtime: Runtime.NODEJS_24_X,
      handler: BUNDLE_HANDLER,
      code: functionCode(name, policy),
    });
  });
  return resources(Template.fromStack(stack), 'AWS::Lambda::Function').map(
    ([, { Properties }]) => (Properties.Code as { S3Key: string }).S3Key,
  );
}

const every: [CallbackName, Policy][] = CALLBACKS.map(({ name }) => [name, POLICY]);
const patient: Policy = { ...POLICY, limits: { ...POLICY.limits, attempts: POLICY.limits.attempts + 1 } };

it('each function has code of its own: the same wherever it is bundled, and nothing else is left', () => {
  const keys = assetKeys(every);
  expect(new Set(keys).size).toBe(CALLBACKS.length);
  expect(assetKeys(every)).toEqual(keys);
  const left = readdirSync(outdirs.at(-1) ?? '').filter((file) => file.startsWith('bundling-temp'));
  expect(left).toEqual([]);
});

it('a changed policy is other code', () => {
  const [before, after] = assetKeys([
    ['refer-complete', POLICY],
    ['refer-complete', patient],
  ]);
  expect(after).not.toBe(before);
});
