import { unwatchFile, watchFile } from 'node:fs';
import type { Policy } from '../../functions/recovery/policy.ts';
import { readPolicyFile } from '../../lib/policy/policy-file.ts';
import { warningLines } from '../../lib/policy/warnings.ts';
import { counted } from '../print/printable.ts';
import type { ServerLog } from './server-log.ts';

/** How often the file is looked at; unlike the events of a folder, this works for every way to save and every disk. */
const LOOK_MILLISECONDS = 150;
/** How long it must stay as it is: an editor may empty it before it writes. */
const QUIET_MILLISECONDS = 250;

/** The options of {@link watchPolicy}. */
interface PolicyWatch {
  readonly file: string;
  /** The one in use. */
  readonly policy: Policy;
  /** Given every valid change. */
  readonly onPolicy: (policy: Policy) => void;
  /** Told the mistakes that keep a change from being used, and nothing when they are put right. */
  readonly onMistake: (mistake: string | undefined) => void;
  readonly tell: ServerLog['tell'];
}

/** Reads a policy file again whenever it changes. With mistakes in it, or without it, the policy before stays in use. */
export function watchPolicy({ file, policy: first, onPolicy, onMistake, tell }: PolicyWatch): () => void {
  let inUse = first;
  let complaint: string | undefined;

  function read(): void {
    const { length: before } = inUse.routes;
    try {
      const policy = readPolicyFile(file);
      const isSame = JSON.stringify(policy) === JSON.stringify(inUse);
      if (isSame && complaint === undefined) return;
      if (complaint !== undefined) onMistake(undefined);
      complaint = undefined;
      if (!isSame) onPolicy(policy);
      inUse = policy;
      const routes = policy.routes.length;
      const count = counted(routes, 'route');
      const change = isSame
        ? `is valid again, and as before: ${count}`
        : `changed, and is in use now: ${count}, ${before} before`;
      tell('INFO', `${file} ${change}`, { routes });
      for (const warning of warningLines(policy)) tell('WARN', warning);
    } catch (error) {
      const { message } = error as Error;
      if (message === complaint) return;
      complaint = message;
      onMistake(message);
      tell('WARN', `${message}\n  The policy before stays in use: ${counted(before, 'route')}.`);
    }
  }

  const timer = setTimeout(read, QUIET_MILLISECONDS);
  const onLook = () => void timer.refresh();
  watchFile(file, { interval: LOOK_MILLISECONDS }, onLook);
  return () => {
    clearTimeout(timer);
    unwatchFile(file, onLook);
  };
}
