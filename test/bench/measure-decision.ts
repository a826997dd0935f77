import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import type { Policy } from '../../functions/recovery/policy.ts';
import { decisionCases } from './decision-cases.ts';
import type { DecisionReport } from './process/decision.ts';
import { nextMessage, startProgram } from './processes.ts';

const CORE = `
  export { answer } from './functions/bxml/answer.ts';
  export { readHandOff } from './functions/recovery/hand-off.ts';
  export { referComplete } from './functions/refer-complete/callback.ts';
`;

/** What the bundler of a checkout makes of a policy, where it makes anything of it. */
async function bundledPolicyOf(root: string): Promise<(policy: Policy) => Policy> {
  const module = pathToFileURL(join(resolve(root), 'lib/bundle.ts')).href;
  const bundler = (await import(module)) as { bundledPolicy?: (policy: Policy) => Policy };
  return bundler.bundledPolicy ?? ((policy) => policy);
}

/** Times decision and BXML alone, without Lambda or DynamoDB, in a process of its own. */
export async function measureDecision(workFolder: string, root: string): Promise<DecisionReport> {
  const core = join(workFolder, 'decision-core.mjs');
  buildSync({
    stdin: { contents: CORE, resolveDir: resolve(root), loader: 'ts' },
    outfile: core,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
  });
  const casesFile = join(workFolder, 'decision-cases.json');
  writeFileSync(casesFile, JSON.stringify(decisionCases(await bundledPolicyOf(root))));
  const child = startProgram(workFolder, 'decision', [pathToFileURL(core).href, casesFile]);
  return nextMessage<DecisionReport>(child);
}
