import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeAnswer } from '../functions/bxml/document.ts';
import type { FunctionName } from '../functions/callbacks.ts';
import type { Policy } from '../functions/recovery/policy.ts';
import { LATE_FOLDER } from './build-functions.ts';
import { builtFunctions } from './built-functions.ts';
import { policyHash } from './policy-hash.ts';

/** The file in a bundle that Lambda loads, without its ending, and the export it calls. */
export const BUNDLE_HANDLER = 'handler.handler';

/**
 * Declares what a built function leaves open. Parsed, as a literal would take a key
 * `__proto__` for more than a key; in single quotes, as JSON is full of double ones.
 */
function declaration(policy: Policy): string {
  const json = JSON.stringify({ policy, policyHash: policyHash(policy), safeAnswer: safeAnswer(policy) });
  return `const BUNDLED_POLICY=JSON.parse('${json.replace(/['\\]/g, '\\$&')}');`;
}

/**
 * Makes the bundle of one function: the function as it was built, with the policy in front, so that nothing is
 * read per callback, and local server, tests and deployment run the same code.
 * @param outdir an existing folder, absolute; receives `handler.mjs`, the late modules and their chunks
 * @throws in a checkout, when a source file does not compile
 */
export function bundleFunction(name: FunctionName, policy: Policy, outdir: string): void {
  const built = builtFunctions();
  const code = readFileSync(join(built, `${name}.mjs`), 'utf8');
  // The redrive function has no policy, and is not deployed anew when that changes.
  const front = code.includes('BUNDLED_POLICY') ? declaration(policy) : '';
  writeFileSync(join(outdir, 'handler.mjs'), front + code);
  cpSync(join(built, LATE_FOLDER), outdir, { recursive: true });
}
