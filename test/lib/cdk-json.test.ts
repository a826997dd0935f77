import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { CONTEXT, PROJECT } from './stack-template.ts';

const recommendedFile = createRequire(import.meta.url).resolve('aws-cdk-lib/recommended-feature-flags.json');

it('cdk.json sets the feature flags that this version of CDK recommends, and no other', () => {
  expect(CONTEXT).toEqual(JSON.parse(readFileSync(recommendedFile, 'utf8')));
});

it('cdk.json runs the app by the Node of the project, without a compiler', () => {
  expect(JSON.parse(readFileSync(`${PROJECT}/cdk.json`, 'utf8')).app).toBe('node bin/run.js app');
});
