import { readFile } from 'node:fs/promises';
import type { Promises } from './load/invariants.ts';

/** The server's policy file as it stands; `undefined` where it cannot be read, as with a server elsewhere. */
export async function readPolicyFile(file: string): Promise<unknown> {
  try {
    // A decoder takes a BOM away, which a policy may have.
    return JSON.parse(new TextDecoder().decode(await readFile(file)));
  } catch {
    return undefined;
  }
}

/** The limit of hand-offs in a call when a policy does not set one (docs/design.md). */
const DEFAULT_ATTEMPTS = 10;

/** What is looked at of a policy or of one of its routes. */
interface Part {
  readonly transfer?: { readonly privacy?: unknown };
  readonly outcomes?: Readonly<Record<string, unknown>>;
}

/** Whether callers are hung up on without a word: `hangup` among the steps of a failure, without a prompt. */
const hasSilentHangup = ({ outcomes = {} }: Part): boolean =>
  Object.entries(outcomes).some(
    ([outcome, steps]) =>
      outcome !== 'completed' &&
      Array.isArray(steps) &&
      steps.some((step) => step === 'hangup' || (step?.step === 'hangup' && !step.prompt)),
  );

/** What a policy promises; it is not checked here: that is the server's business. */
export function promisesOf(policy: unknown): Promises {
  const { limits, routes } = (policy ?? {}) as { limits?: { attempts?: unknown }; routes?: unknown };
  const written = limits?.attempts;
  const parts = [policy, ...(Array.isArray(routes) ? routes : [])].map((part) => (part ?? {}) as Part);
  return {
    attempts: typeof written === 'number' ? written : DEFAULT_ATTEMPTS,
    silentHangups: parts.some(hasSilentHangup),
    showsNumbers: parts.some(({ transfer }) => transfer?.privacy === false),
  };
}
