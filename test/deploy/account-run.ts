import { readFileSync } from 'node:fs';
import { stackOutputs } from '../../bin/aws/stack-outputs.ts';
import { outcomesTable } from '../../bin/simulator/stored.ts';
import { checkRandomCalls } from './checks/random-calls.ts';
import { checkScenarios, fitting, scenariosByPolicy } from './checks/scenarios.ts';
import { Failure } from './failure.ts';
import type { Report } from './report.ts';
import type { AccountSettings } from './settings.ts';
import { baseUrlOf, output, type Target } from './target.ts';

const DEFAULT_ATTEMPTS = 10;

async function findTarget({ stack, url, region, token }: AccountSettings): Promise<Target> {
  if (url !== undefined) return { baseUrl: url, token };
  const outputs = await stackOutputs(stack ?? '', region);
  if (!outputs) throw new Failure(`there is no stack "${stack}" in this account and region`);
  if (region !== undefined) process.env.AWS_REGION = region;
  const readStored = outcomesTable({ tableName: output(outputs, 'OutcomesTableName') });
  return { baseUrl: baseUrlOf(outputs), token, readStored };
}

/**
 * Plays the scenarios that fit, and random calls, against what is deployed already.
 * @throws {Failure} at the first call that goes otherwise than it should
 */
export async function checkAccount(settings: AccountSettings, report: Report): Promise<void> {
  const { policyFile, calls } = settings;
  const policy = JSON.parse(readFileSync(policyFile, 'utf8')) as { limits?: { attempts?: number } };
  const runName = new Date().toISOString();
  const target = await report.step('find the deployment', () => findTarget(settings));
  report.say(target.baseUrl);
  const scenarios = fitting(await scenariosByPolicy(), policy);
  await report.step('scenarios', () => checkScenarios(scenarios, target, runName, report));
  const attempts = policy.limits?.attempts ?? DEFAULT_ATTEMPTS;
  await report.step(`${calls} random calls`, () =>
    checkRandomCalls({ calls, seed: 1, runName, attempts }, target, report),
  );
}
