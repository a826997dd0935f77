import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { hashToken } from '../../bin/data-folder/callback-token.ts';
import { readBackFrom } from '../../bin/simulator/stored.ts';
import { CALLBACKS } from '../../functions/callbacks.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { cdk, templateIn } from '../deploy/cdk.ts';
import { playRandomCalls } from '../deploy/play/random-calls.ts';
import { say } from '../deploy/progress.ts';
import { runProgram } from '../deploy/run-program.ts';
import { findDeployed } from '../deploy/target.ts';
import { consumer, NODES, type NodeName, prepareNode22 } from './consumer.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const MOST_PACKED_BYTES = 3_000_000;
const nodes = Object.keys(NODES) as NodeName[];

const { endpoint } = inject('emulator');
const folder = mkdtempSync(join(tmpdir(), 'package-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(prepareNode22);

const packed = join(folder, `${packageJson.name}-${packageJson.version}.tgz`);
/** An ES module, as `init` writes it. */
const app = consumer(join(folder, 'app'));
/** CommonJS, as `cdk init` writes it. */
const switchboard = consumer(join(folder, 'switchboard'));

const read = (...path: string[]): string => readFileSync(join(...path), 'utf8');

/** What is said to each synth whose template is compared: as the deployment test does, and without the validation. */
const SYNTH = 'CDK_VALIDATION=false npx cdk synth --quiet -c logParties=true';

let ofCheckout: string | undefined;

/** The template of the checkout for the policy and token of the app. */
async function templateOfCheckout(): Promise<string> {
  if (ofCheckout !== undefined) return ofCheckout;
  const tokenSha256 = hashToken(read(app.folder, 'callback-token-prod.txt').trim());
  const policy = JSON.parse(read(app.folder, 'recovery.json'));
  await cdk(['synth', '--quiet'], { tokenSha256, folder, policy, stage: 'prod' });
  ofCheckout = readFileSync(templateIn(folder, 'prod'), 'utf8');
  return ofCheckout;
}

/** The resources of a template but for the list of constructs, which names the library that they are from. */
function resourcesOf(template: string): unknown {
  const { CDKMetadata: _, ...resources } = JSON.parse(template).Resources;
  return resources;
}

/** The hash of the code of each function. */
const hashesOf = (template: string): string[] => [...new Set(template.match(/"[0-9a-f]{64}\.zip"/g))].sort();

it('npm pack: built, small, and nothing that is of the checkout alone', async () => {
  await runProgram('npm', ['pack', '--pack-destination', folder], {}, PROJECT);
  expect(statSync(packed).size).toBeLessThan(MOST_PACKED_BYTES);
  const list = await runProgram('tar', ['tzf', packed]);
  const files = list.trim().split('\n');
  say(`${(statSync(packed).size / 1000).toFixed(0)} kB, ${files.length} files`);
  const others = files.filter(
    (file) =>
      !/^package\/dist\/.+\.(?:m?js|d\.ts)$|^package\/dist\/bin\/page\/[\w-]+\.(?:css|html|svg)$/.test(file),
  );
  const notices = 'dist/THIRD-PARTY-NOTICES.txt';
  const expected = [
    'LICENSE',
    'README.md',
    'bin/npx.js',
    notices,
    'docs/recovery.schema.json',
    'package.json',
  ];
  expect(others.sort()).toEqual(expected.map((file) => `package/${file}`).sort());
  const textOf = (file: string) => runProgram('tar', ['xzOf', packed, `package/${file}`]);
  expect(JSON.parse(await textOf('package.json'))).not.toHaveProperty('imports');
  expect(await textOf('README.md')).toBe(read(PROJECT, 'lib/README.md'));
  expect(read(PROJECT, 'README.md')).not.toBe(read(PROJECT, 'lib/README.md'));
  for (const name of ['@aws-sdk/client-dynamodb', '@middy/core', 'commander'])
    expect(await textOf(notices)).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
});

it('in an empty folder, what init prints works as printed', async () => {
  await app.type('npm init --yes');
  await app.type(`npm install ${packed}`);
  const printed = await app.type('npx bandwidth-call-recovery init');
  const steps = [...printed.matchAll(/^ {5}(\S.*)$/gm)].map(([, step = '']) => step);
  const served = steps.findIndex((step) => step.endsWith(' start'));
  expect(steps[served + 1]).toContain('simulate');
  const [beforeDeployment, deployment] = [steps.toSpliced(served, 2).slice(0, -3), steps.slice(-3)];
  expect(deployment.map((step) => step.replace(/^npx (?:cdk|[\w-]+) (\w+).*/, '$1'))).toEqual([
    'bootstrap',
    'deploy',
    'connect',
  ]);
  for (const step of beforeDeployment) await app.type(step);
  await app.type('npx cdk synth --quiet');
  const { $schema } = JSON.parse(read(app.folder, 'recovery.json'));
  expect(JSON.parse(read(app.folder, $schema)).properties).toHaveProperty('routes');
});

it('init overwrites nothing', async () => {
  const before = read(app.folder, 'cdk.json');
  await expect(app.type('npx bandwidth-call-recovery init')).rejects.toThrow('are here already');
  expect(read(app.folder, 'cdk.json')).toBe(before);
});

it.each(nodes)('an ES module has the template of the checkout, by %s', async (node) => {
  say(await app.type('node --version', node));
  await app.type(SYNTH, node);
  const template = read(app.folder, 'cdk.out/CallRecovery-prod.template.json');
  expect(resourcesOf(template)).toEqual(resourcesOf(await templateOfCheckout()));
});

it('the example compiles in an app of cdk init, in strict mode, with the types of the package', async () => {
  const installed = join(app.folder, 'node_modules');
  await switchboard.type(`${installed}/.bin/cdk init app --language typescript --generate-only`);
  symlinkSync(installed, join(switchboard.folder, 'node_modules'));
  const { devDependencies: wanted } = JSON.parse(read(switchboard.folder, 'package.json'));
  const tools = ['tsx', 'typescript', '@types/node', '@types/jest'].map(
    (name) => `${name}@'${wanted[name]}'`,
  );
  await app.type(`npm install --save-dev ${tools.join(' ')}`);
  cpSync(
    join(PROJECT, 'test/lib/own-app/switchboard-stack.ts'),
    join(switchboard.folder, 'lib/switchboard-stack.ts'),
  );
  cpSync(join(app.folder, 'recovery.json'), join(switchboard.folder, 'recovery.json'));
  await switchboard.type('npx tsc --skipLibCheck false');
});

it.each(nodes)('a CommonJS app has the code of the checkout, by %s', async (node) => {
  const hash = 'a'.repeat(64);
  await switchboard.type(`${SYNTH} -c callbackTokenSha256=${hash}`, node);
  const template = read(switchboard.folder, 'cdk.out/SwitchboardStack.template.json');
  const hashes = hashesOf(template);
  expect(hashes).toHaveLength(CALLBACKS.length + 1);
  expect(hashes).toEqual(hashesOf(await templateOfCheckout()));
});

it('the oldest CDK that the package takes gives the same code', async () => {
  const oldest = consumer(join(folder, 'oldest'));
  const peers = Object.entries(packageJson.peerDependencies).map(
    ([name, range]) => `${name}@${range.slice(1)}`,
  );
  await oldest.type(`npm init --yes && npm install ${packed} ${peers.join(' ')}`);
  for (const file of ['app.mjs', 'recovery.json']) cpSync(join(app.folder, file), join(oldest.folder, file));
  const context = { callbackTokenSha256: 'a'.repeat(64) };
  await oldest.type(
    `CDK_VALIDATION=false CDK_OUTDIR=cdk.out CDK_CONTEXT_JSON='${JSON.stringify(context)}' node app.mjs`,
  );
  const template = read(oldest.folder, 'cdk.out/CallRecovery-prod.template.json');
  expect(hashesOf(template)).toEqual(hashesOf(await templateOfCheckout()));
});

it('it is deployed, answers calls, and tells of them', async () => {
  await app.type('npx bandwidth-call-recovery token --save --stage dev');
  await app.type('npx cdk bootstrap');
  await app.type('CDK_VALIDATION=false npx cdk deploy --require-approval never -c stage=dev');
  const stack = 'CallRecovery-dev';
  const token = read(app.folder, 'callback-token-dev.txt').trim();
  const { baseUrl, tableName } = await findDeployed(stack);
  expect(await app.type(`npx bandwidth-call-recovery urls --stack ${stack}`)).toContain(
    `${baseUrl}/${token}/refer-complete`,
  );
  const calls = { calls: 10, runName: new Date().toISOString() };
  await playRandomCalls(calls, {
    token,
    baseUrl: `${endpoint}/_aws/execute-api/${new URL(baseUrl).host.split('.', 1)}/$default`,
    limits: { answerSeconds: 60 },
    readStored: readBackFrom({ tableName, endpoint }),
  });
  const told = await app.type(`npx bandwidth-call-recovery doctor --stack ${stack} || true`);
  for (const check of ['token', 'credentials', 'bootstrap', 'stack', 'callbacks', 'alarms', 'dead letters'])
    expect(told).toMatch(new RegExp(`^✓ ${check} `, 'm'));
  const listed = await app.type(`npx bandwidth-call-recovery outcomes list --stack ${stack} --ndjson`);
  expect(listed.trim().split('\n').length).toBeGreaterThan(calls.calls);
});

it.each(['hoisted', 'linked'])(
  'a workspace with a %s store has every program, and the template',
  async (strategy) => {
    const root = consumer(join(folder, strategy));
    const calls = consumer(join(root.folder, 'packages/calls'));
    writeFileSync(
      join(root.folder, 'package.json'),
      JSON.stringify({ private: true, workspaces: ['packages/*'] }),
    );
    const needed = ['aws-cdk-lib', 'constructs'].map((name) => [
      name,
      packageJson.devDependencies[name as 'constructs'],
    ]);
    const dependencies = Object.fromEntries([[packageJson.name, `file:${packed}`], ...needed]);
    const devDependencies = { 'aws-cdk': packageJson.devDependencies['aws-cdk'] };
    writeFileSync(
      join(calls.folder, 'package.json'),
      JSON.stringify({ name: 'calls', version: '1.0.0', dependencies, devDependencies }),
    );
    await root.type(`npm install --install-strategy=${strategy}`);
    expect(await calls.type('npx bandwidth-call-recovery init')).toContain('policy.test.mjs');
    await calls.type('npm test');
    expect(await calls.type('npx bandwidth-call-recovery demo')).toContain(
      'answered and stored as documented',
    );
    await calls.type(`${SYNTH} -c callbackTokenSha256=${'a'.repeat(64)}`);
    const template = read(calls.folder, 'cdk.out/CallRecovery-prod.template.json');
    expect(hashesOf(template)).toEqual(hashesOf(await templateOfCheckout()));
  },
);

it('from an empty folder to a call of its own policy and its stack, told in seconds without installing', async () => {
  const walk = consumer(join(folder, 'walk'));
  await walk.type(`npm init --yes && npm install ${packed} && npm install --save-dev aws-cdk@2`);
  const began = performance.now();
  const npx = 'PORT=4720 npx bandwidth-call-recovery';
  const seconds = () => Math.round((performance.now() - began) / 100) / 10;
  await walk.type(`${npx} init`);
  const policy = read(walk.folder, 'recovery.json').replaceAll('office.example.com', 'pbx.acme.com');
  writeFileSync(join(walk.folder, 'recovery.json'), policy);
  await walk.type(`${npx} explain --check && npm test`);
  const inited = seconds();
  const served = await walk.type(`${npx} start > start.log & server=$!
    for i in $(seq 60); do grep -q 'Ctrl-C ends it' start.log && break; sleep 0.5; done
    ${npx} simulate busy connected; curl --silent --fail http://127.0.0.1:4721/ ; kill $server; wait`);
  expect(served).toContain('sip:ben@pbx.acme.com');
  expect(served).toContain('<title>');
  const played = seconds();
  await walk.type(`${npx} token --save && npx cdk synth --quiet`);
  say(`init and policy ${inited} s, start, call and console ${played} s, token and synth ${seconds()} s`);
});

it.each(nodes)('demo, start, simulate and outcomes need no checkout, by %s', async (node) => {
  expect(await app.type('npx bandwidth-call-recovery demo', node)).toMatch(
    / were answered and stored as documented\./,
  );
  const npx = 'PORT=4712 npx bandwidth-call-recovery';
  const played = await app.type(
    `${npx} start > start.log & server=$!
    for i in $(seq 60); do grep -q 'Ctrl-C ends it' start.log && break; sleep 0.5; done
    ${npx} simulate busy connected && ${npx} simulate --calls 5 && ${npx} outcomes list --ndjson
    curl --silent --fail --output page.html http://127.0.0.1:4713/ ; kill $server; wait`,
    node,
  );
  expect(played).toMatch(/ended: referred, to sip:ben@office\.example\.com/);
  expect(played).toMatch(/^kept .*decided again by the same policy/m);
  expect(played.match(/^\{.*"callId":/gm)?.length).toBeGreaterThan(6);
  expect(read(app.folder, 'page.html')).toContain('<title>Calls</title>');
});

it('start keeps calls in memory, and on disk once the store is installed', async () => {
  const start = 'PORT=0 npx bandwidth-call-recovery start & server=$!; sleep 5; kill $server; wait';
  const [, install = ''] = /in memory; to keep it: (npm install .+)\)/.exec(await app.type(start)) ?? [];
  await app.type(install);
  expect(await app.type(start)).toContain('embedded, kept in .data)');
  expect(readdirSync(join(app.folder, '.data/dynamodb'))).toContain('CURRENT');
});

it('explain reads an event of a file', async () => {
  writeFileSync(join(app.folder, 'event.json'), read(PROJECT, 'bin/documented-events/refer-target-404.json'));
  expect(await app.type('npx bandwidth-call-recovery explain event.json')).toContain('unreachable');
});
