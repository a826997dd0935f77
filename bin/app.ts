import { App } from 'aws-cdk-lib';
import { CallRecoveryStack } from '../lib/call-recovery-stack.ts';
import { DEFAULT_POLICY_FILE, PolicyFileError, readPolicyFile } from '../lib/policy/policy-file.ts';
import { readSettings, SettingError } from '../lib/settings.ts';

/** Reads what the deployer wrote; a mistake in it is told in its own words, without a stack trace. */
function readInput(app: App) {
  try {
    const settings = readSettings(app.node.getAllContext());
    const policy = readPolicyFile(process.env.RECOVERY_FILE || DEFAULT_POLICY_FILE);
    return { ...settings, policy };
  } catch (error) {
    if (!(error instanceof SettingError || error instanceof PolicyFileError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

const app = new App();
new CallRecoveryStack(app, readInput(app));
