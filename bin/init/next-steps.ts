import { createRequire } from 'node:module';
import { join } from 'node:path';
import { typed } from '../../lib/checkout.ts';

function isInstalled(folder: string, name: string): boolean {
  try {
    createRequire(join(folder, 'app.mjs')).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
}

/** Prints the next steps in a folder with a new app. */
export function nextSteps(folder: string, files: readonly string[]): string {
  const steps = [
    // Without it, npx would take whatever is called cdk elsewhere.
    ...(isInstalled(folder, 'aws-cdk') ? [] : ['npm install --save-dev aws-cdk@2']),
    typed('token', '--save'),
    'npx cdk synth --quiet',
    'npx cdk bootstrap',
    'npx cdk deploy',
  ];
  return `Wrote ${files.slice(0, -1).join(', ')} and ${files.at(-1)}. Next:

${steps.map((step) => `  ${step}`).join('\n')}

Before you deploy, write your own destinations into recovery.json.`;
}
