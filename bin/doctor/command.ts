import { styleText } from 'node:util';
import type { Command } from 'commander';
import { printable } from '../print/printable.ts';
import { TOKEN_FILE_OPTION } from '../token/token-file.ts';
import { program } from '../usage/program.ts';
import { type DeploymentOptions, deploymentOf } from './deployment.ts';
import { evidenceOf, writeEvidence } from './evidence.ts';
import { type Examined, examineAll } from './look.ts';
import { withoutSecrets } from './without-secrets.ts';

interface Options extends DeploymentOptions {
  readonly json?: boolean;
  readonly evidence?: string;
}

const SIGNS = {
  right: styleText('green', '✓'),
  wrong: styleText('red', '✗'),
  unseen: '–',
};

const line = ({ check, state, says, cure }: Examined): string =>
  `${SIGNS[state]} ${check.padEnd(15)} ${printable(says)}${cure === undefined ? '' : ` → ${printable(cure)}`}`;

async function examine({ json, evidence, ...options }: Options): Promise<void> {
  const deployment = deploymentOf(options);
  const hide = withoutSecrets(deployment);
  const all: Examined[] = [];
  for await (const examined of examineAll(deployment)) {
    const { says, cure } = examined;
    all.push({ ...examined, says: hide(says), ...(cure !== undefined && { cure: hide(cure) }) });
    if (!json) console.log(line(all.at(-1) as Examined));
  }
  if (json) console.log(JSON.stringify({ stack: options.stack, checks: all }, undefined, 2));
  if (evidence !== undefined) {
    writeEvidence(evidence, await evidenceOf(deployment, all));
    console.error(`${evidence} has what was seen, without parties, ids and texts: attach it to an issue.`);
  }
  if (all.some(({ state }) => state === 'wrong')) process.exitCode = 1;
}

/** The program `doctor`. It only reads. */
export const doctorProgram = (): Command =>
  program('doctor', 'Looks at all that must hold for calls to be recovered, and tells what cures the rest.')
    .option('--stack <name>', 'the stack', 'CallRecovery-prod')
    .option('--application <id>', 'the Bandwidth application that should lead to it')
    .option(...TOKEN_FILE_OPTION)
    .option('--region <region>', 'of the stack, if not that of your AWS configuration')
    .option('--json', 'print JSON')
    .option('--evidence <file>', 'write what was seen for an issue, with nothing personal in it')
    .addHelpText(
      'after',
      `
✓ is as it should be, ✗ is not, with the command that cures it, – could not be seen. Exit code 1 where there is a ✗.
Reads the policy (RECOVERY_FILE), cdk.json, and with --application BW_CLIENT_ID, BW_CLIENT_SECRET, BW_ACCOUNT_ID. It
needs the rights DescribeStacks, DescribeAlarms, GetQueueAttributes, and Query and GetItem on the table.`,
    )
    .action(examine);
