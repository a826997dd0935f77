import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stackOutputs } from '../../bin/aws/stack-outputs.ts';
import { hashToken, makeToken } from '../../bin/local/callback-token.ts';
import { outcomesTable } from '../../bin/simulator/stored.ts';
import { STAGES } from '../../lib/stage.ts';
import { Cdk, STACK } from './cdk.ts';
import { beginCalls } from './checks/in-flight.ts';
import { checkWithCfnLint } from './checks/lint.ts';
import { checkOutage } from './checks/outage.ts';
import { checkRandomCalls } from './checks/random-calls.ts';
import { checkScenarios, type PolicyGroup, scenariosByPolicy } from './checks/scenarios.ts';
import { checkTemplate } from './checks/template.ts';
import { checkUrls } from './checks/urls.ts';
import { emulatorFetch } from './emulator-fetch.ts';
import { Failure } from './failure.ts';
import { type Ministack, startMinistack } from './ministack.ts';
import { preparePython } from './python.ts';
import type { Report } from './report.ts';
import { baseUrlOf, output, type Target } from './target.ts';

const RANDOM_CALLS = 200;
const CALLS_IN_FLIGHT = 12;
const ATTEMPTS = 10;

/** Not Bandwidth's 15: how fast a busy machine starts processes is not what is checked here. */
const ANSWER_SECONDS = 60;

/** The stack as it is deployed in the emulator. */
async function deployed(ministack: Ministack, token: string) {
  const outputs = await stackOutputs(STACK);
  if (!outputs) throw new Failure(`CloudFormation knows no stack ${STACK}`);
  const tableName = output(outputs, 'OutcomesTableName');
  const target: Target = {
    baseUrl: baseUrlOf(outputs),
    token,
    fetch: emulatorFetch(ministack.port),
    limits: { answerSeconds: ANSWER_SECONDS },
    readStored: outcomesTable({ tableName, endpoint: ministack.endpoint }),
  };
  return { target, tableName, queueUrl: output(outputs, 'SpillQueueUrl') };
}

/** The life of a stack, from bootstrap to destroy. */
async function liveThrough(ministack: Ministack, folder: string, report: Report): Promise<void> {
  const token = makeToken();
  const runName = new Date().toISOString();
  const cdk = new Cdk({ environment: ministack.environment, tokenSha256: hashToken(token), folder });
  const [first, ...others] = (await scenariosByPolicy()) as [PolicyGroup, ...PolicyGroup[]];
  const play = ({ scenarios }: PolicyGroup, target: Target) =>
    checkScenarios(scenarios, target, runName, report);

  await report.step('cdk bootstrap', () => cdk.bootstrap());
  await report.step('cdk deploy', () => cdk.deploy(first.policy, 'validate'));
  await report.step('cdk synth of prod', () => cdk.synthesizeProd());
  await report.step('rights and variables of the templates', async () => {
    const counts = STAGES.map((stage) =>
      checkTemplate(JSON.parse(readFileSync(cdk.template(stage), 'utf8'))),
    );
    report.say(`${counts.join(' + ')} of them are there, in ${STAGES.join(' and ')}`);
  });
  await report.step('cfn-lint', () => checkWithCfnLint(...STAGES.map((stage) => cdk.template(stage))));
  const { target, ...struck } = await deployed(ministack, token);
  await report.step('npm run urls', () => checkUrls(target, folder));
  await report.step('scenarios', () => play(first, target));
  await report.step(`${RANDOM_CALLS} random calls`, () =>
    checkRandomCalls({ calls: RANDOM_CALLS, seed: 1, runName, attempts: ATTEMPTS }, target, report),
  );
  await report.step('DynamoDB gone, and back', () =>
    checkOutage(target, struck, `${runName}/outage`, report),
  );

  for (const [index, group] of others.entries()) {
    await report.step(
      `cdk deploy of policy ${index + 2} of ${others.length + 1}, and its scenarios`,
      async () => {
        const inFlight = await beginCalls(target, `${runName}/${index}`, CALLS_IN_FLIGHT);
        await cdk.deploy(group.policy);
        await inFlight.finish();
        report.say(`${inFlight.waiting} calls went on over the deployment, and ended as they must`);
        await play(group, target);
      },
    );
  }
  await report.step('cdk deploy again changes nothing', async () => {
    const printed = await cdk.deploy(others.at(-1)?.policy ?? first.policy);
    if (!printed.includes('(no changes)'))
      throw new Failure(`the second deployment did something:\n${printed}`);
  });
  await report.step('cdk destroy', async () => {
    await cdk.destroy();
    if (await stackOutputs(STACK)) throw new Failure('the stack is still there');
  });
}

/**
 * Starts an emulator of AWS, deploys to it, plays calls, breaks, changes and destroys.
 * @throws {Failure} at the first thing that is not as it must be
 */
export async function checkEmulator(report: Report): Promise<void> {
  await report.step('Python packages', async () => report.say(await preparePython()));
  const ministack = await report.step('start the emulator', startMinistack);
  const folder = mkdtempSync(join(tmpdir(), 'deploy-test-cdk-'));
  delete process.env.AWS_PROFILE;
  Object.assign(process.env, ministack.environment);
  report.say(`ministack on ${ministack.endpoint}`);
  try {
    await liveThrough(ministack, folder, report);
  } catch (error) {
    console.error(`the emulator's log ends:\n${ministack.log()}`);
    throw error;
  } finally {
    await ministack.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
