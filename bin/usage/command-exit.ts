import type { CommanderError } from 'commander';

/** Ends a program as commander would, but that wrong usage is exit code 2; commander has told it already. */
export function exitOf({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2);
}
