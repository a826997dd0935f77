import { REPOSITORY, typed } from '../../lib/checkout.ts';

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
  "prompts": { "next": { "say": "One moment, please." } },
  "transfer": { "callerId": "+15553334444" },
  "routes": [
    { "name": "office", "destinations": ["sip:anna@office.example.com", "sip:ben@office.example.com", "+15556667777"] }
  ]
}
`;

const README = `# Call recovery

Answers Bandwidth's \`referComplete\` and \`transferComplete\` on AWS when a hand-off failed: ${REPOSITORY}

1. Write your own destinations into \`recovery.json\`; \`${typed('explain', '--all')}\` tells what it does.
2. \`${typed('token', '--save')}\` makes a token, and keeps its hash in \`cdk.json\`.
3. \`npx cdk bootstrap\`, once for an account and region, then \`npx cdk deploy\`.
4. \`${typed('urls')}\` prints the URLs with your token in them: put them into Bandwidth.
5. \`${typed('outcomes', 'list --stack CallRecovery-prod')}\` tells what happened to the calls.
`;

/**
 * The files of a new app, by name.
 * @param flags the feature flags that CDK recommends to new apps
 */
export const appFiles = (flags: object): Readonly<Record<string, string>> => ({
  'app.mjs': APP,
  'cdk.json': `${JSON.stringify({ app: 'node app.mjs', context: flags }, undefined, 2)}\n`,
  'recovery.json': POLICY,
  'README.md': README,
});
