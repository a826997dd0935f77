import { unwatchFile, watchFile } from 'node:fs';
import type { Policy } from '../../functions/recovery/policy.ts';
import { readPolicyFile } from '../../lib/policy/policy-file.ts';
import { warningLines } from '../../lib/policy/warnings.ts';
import type { ServerLog } from './server-log.ts';

/** How often the file is looked at; unlike the events of a folder, this works for every way to save and every disk. */
const LOOK_MILLISECONDS = 150;
/** How long it must stay as it is: an editor may empty it before it writes. */
const QUIET_MILLISECONDS = 250;

const routeCount = ({ routes }: Policy): string =>
  routes.length === 1 ? '1 route' : `${routes.length} routes`;

/** What {@link watchPolicy} is started with. */
export interface PolicyWatch {
  readonly file: string;
  /** The one in use. */
  readonly policy: Policy;
  /** Given every valid change. */
  readonly onPolicy: (policy: Policy) => void;
  readonly tell: ServerLog['tell'];
}

/** Reads a policy file again whenever it changes. With mistakes in it, or without it, the policy before stays in use. */
export function watchPolicy({ file, policy: first, onPolicy, tell }: PolicyWatch): () => void {
  let inUse = first;
  let complaint: string | undefined;

  function read(): void {
    try {
      const policy = readPolicyFile(file);
      const isSame = JSON.stringify(policy) === JSON.stringify(inUse);
      if (isSame && complaint === undefined) return;
      complaint = undefined;
      const change = isSame ? 'is valid again, and as before' : 'changed, and is in use now';
      const before = isSame ? '' : `, ${inUse.routes.length} before`;
      if (!isSame) onPolicy(policy);
      inUse = policy;
      tell('INFO', `${file} ${change}: ${routeCount(policy)}${before}`, { routes: policy.routes.length });
      for (const warning of warningLines(policy)) tell('WARN', warning);
    } catch (error) {
      const { message } = error as Error;
      if (message === complaint) return;
      complaint = message;
      tell('WARN', `${message}\n  The policy before stays in use: ${routeCount(inUse)}.`);
    }
  }

  let timer = setTimeout(read, QUIET_MILLISECONDS);
  const onLook = () => {
    clearTimeout(timer);
    timer = setTimeout(read, QUIET_MILLISECONDS);
  };
  watchFile(file, { interval: LOOK_MILLISECONDS }, onLook);
  return () => {
    clearTimeout(timer);
    unwatchFile(file, onLook);
  };
}
