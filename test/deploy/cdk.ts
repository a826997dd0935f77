import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Stage } from '../../lib/stage.ts';
import { runProgram } from './run-program.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const CDK = join(PROJECT, 'node_modules/aws-cdk/bin/cdk');

/** The stack that is deployed: of the stage that can be removed. An emulator has no CodeDeploy for `prod`. */
export const STACK = 'CallRecovery-dev';

/** Leaves out the validation that is built into CDK: seconds, for a template that has passed it. */
const TRUST = { CDK_VALIDATION: 'false' };

/** What `cdk` is run with. */
export interface CdkOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly tokenSha256: string;
  /** An own folder for policies and cloud assemblies. */
  readonly folder: string;
}

/** The real `cdk` command, for the stage `dev` of the app of this project. */
export class Cdk {
  readonly #options: CdkOptions;

  constructor(options: CdkOptions) {
    this.#options = options;
  }

  /** Where the template of a stage is, once it was synthesized or deployed. */
  template(stage: Stage): string {
    return join(this.#options.folder, stage, `CallRecovery-${stage}.template.json`);
  }

  #run(
    given: readonly string[],
    policy: unknown = {},
    more: Readonly<Record<string, string>> = TRUST,
    stage: Stage = 'dev',
  ) {
    const { environment, tokenSha256, folder } = this.#options;
    mkdirSync(folder, { recursive: true });
    const policyFile = join(folder, 'recovery.json');
    writeFileSync(policyFile, JSON.stringify(policy));
    const context = [
      '-c',
      `stage=${stage}`,
      '-c',
      `callbackTokenSha256=${tokenSha256}`,
      '-c',
      'logParties=true',
    ];
    const quiet = ['--no-notices', '--ci', '--progress', 'events', '--output', join(folder, stage)];
    return runProgram(process.execPath, [CDK, ...given, ...context, ...quiet], {
      cwd: PROJECT,
      environment: {
        ...environment,
        RECOVERY_FILE: policyFile,
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        CI: 'true',
        ...more,
      },
    });
  }

  bootstrap(): Promise<string> {
    return this.#run(['bootstrap']);
  }

  /** Deploys with a policy; the first time with the validation that is built into CDK, later without. */
  deploy(policy: unknown, validation: 'validate' | 'trust' = 'trust'): Promise<string> {
    const more = validation === 'trust' ? TRUST : {};
    return this.#run(['deploy', STACK, '--require-approval', 'never'], policy, more);
  }

  /** Only synthesizes, as for production. */
  synthesizeProd(): Promise<string> {
    return this.#run(['synth', '--quiet'], {}, TRUST, 'prod');
  }

  destroy(): Promise<string> {
    return this.#run(['destroy', STACK, '--force']);
  }
}
