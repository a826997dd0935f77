import { readFileSync } from 'node:fs';
import { beforeAll, inject, it } from 'vitest';
import { readBackFrom } from '../../bin/simulator/stored.ts';
import { playRandomCalls } from './play/random-calls.ts';
import { fitting, playScenario } from './play/scenarios.ts';
import { findDeployed, type Target } from './target.ts';

const { stack, url, region, token, policy: policyFile, calls } = inject('account');
const policy = JSON.parse(readFileSync(policyFile, 'utf8')) as { limits?: { attempts?: number } };
const runName = new Date().toISOString();
let target: Target;

beforeAll(async () => {
  if (region !== undefined) process.env.AWS_REGION = region;
  if (url !== undefined) target = { baseUrl: url, token };
  else {
    const { baseUrl, tableName } = await findDeployed(stack ?? '');
    target = { baseUrl, token, readStored: readBackFrom({ tableName }) };
  }
});

for (const scenario of await fitting(policy))
  it(scenario.title, () => playScenario(scenario, target, runName));

it(`${calls} random calls`, () =>
  playRandomCalls({ calls, runName, attempts: policy.limits?.attempts }, target));
