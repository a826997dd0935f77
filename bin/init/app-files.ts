import { REPOSITORY } from '../../lib/checkout.ts';
import { TOKEN_FILES } from '../app-folder/git-ignore.ts';
import { STEPS } from './next-steps.ts';

const APP = `import { App } from 'aws-cdk-lib';
import {
  CallRecoveryStack,
  PolicyFileError,
  readPolicyFile,
  readSettings,
  SettingError,
} from 'bandwidth-call-recovery';

const app = new App();
try {
  // The settings are in cdk.json, "context": one object for prod, one for dev.
  const settings = readSettings(app.node.getAllContext());
  new CallRecoveryStack(app, { ...settings, policy: readPolicyFile('recovery.json') });
} catch (error) {
  // A mistake in settings or policy is told in its own words, without a stack trace.
  if (!(error instanceof SettingError || error instanceof PolicyFileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
`;

const POLICY = `{
  "$schema": "node_modules/bandwidth-call-recovery/docs/recovery.schema.json",
  "prompts": {
    "next": { "say": "One moment, please." },
    "goodbye": { "say": "We are sorry. Nobody can take your call. Goodbye." }
  },
  "transfer": { "callerId": "+15553334444" },
  "routes": [
    { "name": "office", "destinations": ["sip:anna@office.example.com", "sip:ben@office.example.com", "+15556667777"] }
  ]
}
`;

const POLICY_TEST = `import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPolicyFile } from 'bandwidth-call-recovery';

// A mistake in the policy is told with its line.
test('the policy can be used', () => {
  assert.ok(readPolicyFile('recovery.json').routes.length > 0, 'without a route no call is handed off');
});
`;

const README = `# Call recovery

Answers Bandwidth's \`referComplete\` and \`transferComplete\` on AWS when a hand-off failed: ${REPOSITORY}

${STEPS.map(({ says, commands }, at) => [`${at + 1}. ${says}:`, ...commands.map((each) => `   \`${each}\``)].join('\n')).join('\n')}
`;

/**
 * The files that make an app, by name.
 * @param flags the feature flags that CDK recommends to new apps
 */
export const appFiles = (flags: object): Readonly<Record<string, string>> => ({
  'app.mjs': APP,
  'cdk.json': `${JSON.stringify({ app: 'node app.mjs', context: flags }, undefined, 2)}\n`,
  'recovery.json': POLICY,
  'policy.test.mjs': POLICY_TEST,
});

/** The files that an app has beside, and that a folder may have already. */
export const OTHER_FILES: Readonly<Record<string, string>> = { 'README.md': README };

/** The lines of `.gitignore`. */
export const IGNORED = ['node_modules/', 'cdk.out/', '.data/', TOKEN_FILES];
