import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, inject, it, onTestFailed } from 'vitest';
import { stackOutputs } from '../../bin/aws/stack-outputs.ts';
import { hashToken, makeToken } from '../../bin/data-folder/callback-token.ts';
import { readBackFrom } from '../../bin/simulator/stored.ts';
import { STAGES } from '../../lib/stage.ts';
import { type CdkOptions, cdk, STACK, templateIn } from './cdk.ts';
import { seeInConsole } from './play/console.ts';
import { beginCalls } from './play/in-flight.ts';
import { playOutage } from './play/outage.ts';
import { playRandomCalls } from './play/random-calls.ts';
import { type PolicyGroup, playScenario, scenariosByPolicy } from './play/scenarios.ts';
import { pythonProgram } from './python.ts';
import { runProgram } from './run-program.ts';
import { type Deployed, findDeployed, type Target } from './target.ts';

const RANDOM_CALLS = 200;

/** Not Bandwidth's 15: how fast a busy machine starts processes is not what is checked here. */
const ANSWER_SECONDS = 60;

/** What cfn-lint is not asked: CDK says the dependencies of a role twice, for good measure. */
const SAID_TWICE = 'W3005';

const { endpoint, logFile } = inject('emulator');
const token = makeToken();
const runName = new Date().toISOString();
const folder = mkdtempSync(join(tmpdir(), 'deploy-test-cdk-'));
const [first, ...others] = await scenariosByPolicy();
let deployed: Deployed;
let target: Target;

const run = (given: readonly string[], options: Partial<CdkOptions> = {}): Promise<string> =>
  cdk(given, { tokenSha256: hashToken(token), folder, ...options });
const deploy = (policy: unknown, validate = false): Promise<string> =>
  run(['deploy', STACK, '--require-approval', 'never'], { policy, validate });

const playEach = ({ scenarios }: PolicyGroup): void => {
  for (const scenario of scenarios) it(scenario.title, () => playScenario(scenario, target, runName));
};

beforeEach(() => {
  onTestFailed(() => {
    const end = readFileSync(logFile, 'utf8').trim().split('\n').slice(-20).join('\n');
    console.error(`the emulator's log ends:\n${end}`);
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('cdk bootstrap', () => run(['bootstrap']));

it('cdk deploy', async () => {
  await deploy(first.policy, true);
  deployed = await findDeployed(STACK);
  target = {
    baseUrl: `${endpoint}/_aws/execute-api/${new URL(deployed.baseUrl).host.split('.', 1)}/$default`,
    token,
    limits: { answerSeconds: ANSWER_SECONDS },
    readStored: readBackFrom({ tableName: deployed.tableName, endpoint }),
  };
});

it('cdk synth of prod', () => run(['synth', '--quiet'], { stage: 'prod' }));

it('cfn-lint finds nothing in the templates', async () => {
  const templates = STAGES.map((stage) => templateIn(folder, stage));
  await runProgram(pythonProgram('cfn-lint'), ['--ignore-checks', SAID_TWICE, '--', ...templates]);
});

it('npm run urls prints the addresses of the stack', async () => {
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, `${token}\n`, { mode: 0o600 });
  const program = fileURLToPath(new URL('../../bin/urls.ts', import.meta.url));
  const printed = await runProgram(process.execPath, [program, '--stack', STACK, '--token-file', tokenFile]);
  expect(printed).toContain(`${deployed.baseUrl}/${token}/refer-complete`);
});

playEach(first);

it(`${RANDOM_CALLS} random calls`, () => playRandomCalls({ calls: RANDOM_CALLS, runName }, target));

it('the console of the stack shows them', () => seeInConsole(STACK));

it('DynamoDB gone, and back', () => playOutage(target, deployed, `${runName}/outage`));

for (const [index, group] of others.entries()) {
  it(`cdk deploy of policy ${index + 2} of ${others.length + 1}, while calls wait for what comes next`, async () => {
    const finish = await beginCalls(target, `${runName}/${index}`);
    await deploy(group.policy);
    await finish();
  });
  playEach(group);
}

it('cdk deploy again changes nothing', async () => {
  expect(await deploy((others.at(-1) ?? first).policy)).toContain('(no changes)');
});

it('cdk destroy', async () => {
  await run(['destroy', STACK, '--force']);
  expect(await stackOutputs(STACK)).toBeUndefined();
});
