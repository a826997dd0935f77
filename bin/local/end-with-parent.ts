import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

const EVERY_MILLISECONDS = 300;

/** A file of a process as Linux tells it (proc(5)); empty on other systems. */
function told(pid: number, name: 'cmdline' | 'stat'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

/** The process that started this one, and who started that if it is only the shell in between: dash does not exec. */
function origin(script: string): string {
  const { ppid } = process;
  if (!told(ppid, 'cmdline').includes(script)) return String(ppid);
  const [, grandparent = ''] = /^.*\) \S (\d+)/s.exec(told(ppid, 'stat')) ?? [];
  return `${ppid} of ${grandparent}`;
}

/**
 * Has this process told to end (SIGTERM) when the one that started it has ended. No signal says so: npm forwards
 * SIGTERM to its shell alone, and SIGHUP to nobody. On Windows nothing tells it.
 */
export function endWithParent(script = basename(process.argv[1] ?? '')): void {
  const began = origin(script);
  const timer = setInterval(() => {
    if (origin(script) === began) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, EVERY_MILLISECONDS);
  timer.unref();
}
