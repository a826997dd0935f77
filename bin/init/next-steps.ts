import { createRequire } from 'node:module';
import { join } from 'node:path';
import { typed } from '../../lib/checkout.ts';

/** What to do after `init`, in the order in which one does it. */
export const STEPS: readonly { readonly says: string; readonly commands: readonly string[] }[] = [
  {
    says: 'Write your own destinations into recovery.json',
    commands: [typed('explain', '--check'), 'npm test'],
  },
  {
    says: 'Play calls, the second command in another terminal',
    commands: [typed('start'), typed('simulate', 'busy connected')],
  },
  { says: 'Make a token; its hash goes into cdk.json', commands: [typed('token', '--save')] },
  {
    says: 'Deploy; once for an account and region, bootstrap it',
    commands: ['npx cdk bootstrap', 'npx cdk deploy'],
  },
  { says: 'Point Bandwidth at it', commands: [typed('connect', '--application ID')] },
];

function isInstalled(folder: string, name: string): boolean {
  try {
    createRequire(join(folder, 'app.mjs')).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

/** Tells what was written, and what to do next. */
export function nextSteps(folder: string, files: readonly string[]): string {
  const steps = [
    // Without it, npx would take whatever is called cdk elsewhere.
    ...(isInstalled(folder, 'aws-cdk')
      ? []
      : [{ says: 'Install the command of CDK', commands: ['npm install --save-dev aws-cdk@2'] }]),
    ...STEPS,
  ].map(({ says, commands }, at) =>
    [`${at + 1}. ${says}:`, ...commands.map((each) => `     ${each}`)].join('\n'),
  );
  return `Wrote ${files.slice(0, -1).join(', ')} and ${files.at(-1)}. Next:\n\n${steps.join('\n')}`;
}
