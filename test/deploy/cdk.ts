import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stage } from '../../lib/stage.ts';
import { runProgram } from './run-program.ts';

const CDK = fileURLToPath(new URL('../../node_modules/aws-cdk/bin/cdk', import.meta.url));

/** The stack that is deployed: of the stage that can be removed. An emulator has no CodeDeploy for `prod`. */
export const STACK = 'CallRecovery-dev';

/** What `cdk` is run with. */
export interface CdkOptions {
  readonly tokenSha256: string;
  /** An own folder for policies and cloud assemblies. */
  readonly folder: string;
  readonly policy?: unknown;
  readonly stage?: Stage;
  /** Another region than that of the environment. */
  readonly region?: string;
  /** Settings beside those that every deployment of the test has. */
  readonly settings?: Readonly<Record<string, string>>;
  /** With the validation that is built into CDK; it takes seconds, so only the first template gets it. */
  readonly validate?: boolean;
}

/** Where the template of a stage is, once it was synthesized or deployed. */
export const templateIn = (folder: string, stage: Stage): string =>
  join(folder, stage, `CallRecovery-${stage}.template.json`);

/** Runs the real `cdk` command for the app of this project, and gives what it printed. */
export function cdk(
  given: readonly string[],
  { tokenSha256, folder, policy = {}, stage = 'dev', validate = false, region, settings = {} }: CdkOptions,
): Promise<string> {
  const policyFile = join(folder, 'recovery.json');
  writeFileSync(policyFile, JSON.stringify(policy));
  const context = [`stage=${stage}`, `callbackTokenSha256=${tokenSha256}`, 'logParties=true'];
  context.push(...Object.entries(settings).map(([name, value]) => `${name}=${value}`));
  const quiet = ['--no-notices', '--ci', '--progress', 'events', '--output', join(folder, stage)];
  return runProgram(
    process.execPath,
    [CDK, ...given, ...context.flatMap((setting) => ['-c', setting]), ...quiet],
    {
      RECOVERY_FILE: policyFile,
      CDK_DISABLE_CLI_TELEMETRY: 'true',
      CI: 'true',
      ...(region && { AWS_REGION: region, AWS_DEFAULT_REGION: region }),
      ...(!validate && { CDK_VALIDATION: 'false' }),
    },
  );
}
