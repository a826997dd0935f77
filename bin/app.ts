import { App } from 'aws-cdk-lib';
import { CallRecoveryStack } from '../lib/call-recovery-stack.ts';
import { DEFAULT_POLICY_FILE, PolicyFileError, readPolicyFile } from '../lib/policy/policy-file.ts';
import { readSettings, SettingError } from '../lib/settings.ts';

/** Reads what the deployer wrote; a mistake in it is told in its own words, without a stack trace. */
function readInput(app: App) {
  try {
    const settings = readSettings(app.node.getAllContext());
    const policy = readPolicyFile(process.env.RECOVERY_FILE || DEFAULT_POLICY_FILE);
    const { CDK_DEFAULT_REGION: region } = process.env;
    // Only where it is needed: without it a template is the same for every region.
    const env = settings.replicaRegion !== undefined && region !== undefined ? { env: { region } } : {};
    return { ...settings, ...env, policy };
  } catch (error) {
    if (!(error instanceof SettingError || error instanceof PolicyFileError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

const app = new App();
new CallRecoveryStack(app, readInput(app));
