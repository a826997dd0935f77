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

type WithPrivacy = { readonly transfer?: { readonly privacy?: unknown } } | null | undefined;

/** What a policy promises; it is not checked here: that is the server's business. */
export function promisesOf(
  policy: unknown,
  { attempts, silentHangups = false }: { attempts?: number | undefined; silentHangups?: boolean },
): Promises {
  const { limits, routes } = (policy ?? {}) as { limits?: { attempts?: unknown }; routes?: unknown };
  const written = limits?.attempts;
  const parts = [policy, ...(Array.isArray(routes) ? routes : [])] as readonly WithPrivacy[];
  return {
    attempts: attempts ?? (typeof written === 'number' ? written : DEFAULT_ATTEMPTS),
    silentHangups,
    showsNumbers: parts.some((part) => part?.transfer?.privacy === false),
  };
}
