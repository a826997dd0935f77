import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { safeAnswer } from '../../functions/bxml/document.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { builtFunctions } from '../../lib/built-functions.ts';
import { bundleFunction } from '../../lib/bundle.ts';
import { policyHash } from '../../lib/policy-hash.ts';
import { ownFolder } from '../support/folder.ts';
import { POLICY } from './stack-template.ts';

const outdir = ownFolder().path;

/** What stands in front of a built function in its bundle. */
function frontOf(name: 'answer' | 'redrive', policy: Policy): string {
  bundleFunction(name, policy, outdir);
  const bundle = readFileSync(join(outdir, 'handler.mjs'), 'utf8');
  const built = readFileSync(join(builtFunctions(), `${name}.mjs`), 'utf8');
  expect(bundle.endsWith(built)).toBe(true);
  return bundle.slice(0, -built.length);
}

it('a function gets the policy as it is, whatever texts and keys are in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.jsonValue(), (say, odd) => {
      const keys = JSON.parse('{ "__proto__": { "polluted": 1 } }');
      const policy = {
        ...POLICY,
        prompts: { goodbye: { say } },
        transfer: { odd, keys },
      } as unknown as Policy;
      const declared = new Function(`${frontOf('answer', policy)};return BUNDLED_POLICY`)();
      expect(JSON.stringify(declared)).toBe(
        JSON.stringify({ policy, policyHash: policyHash(policy), safeAnswer: safeAnswer(policy) }),
      );
    }),
    { numRuns: 50 },
  );
});

it("the redrive function is the same under every policy, so that a policy's change leaves it alone", () => {
  expect(frontOf('redrive', POLICY)).toBe('');
});
