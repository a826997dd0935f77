import { readFile } from 'node:fs/promises';

/** The server's policy file as it stands; `undefined` where it cannot be read, as with a server elsewhere. */
export async function readPolicyFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The limit of hand-offs in a call when a policy does not set one (docs/design.md). */
const DEFAULT_ATTEMPTS = 10;

/** `limits.attempts` of a policy, which is not checked here: that is the server's business. */
export function attemptsOf(policy: unknown): number {
  const attempts = (policy as { limits?: { attempts?: unknown } } | undefined)?.limits?.attempts;
  return typeof attempts === 'number' ? attempts : DEFAULT_ATTEMPTS;
}
