import { readFileSync } from 'node:fs';
import { readOptions } from '../usage/read-options.ts';
import { isToken, TOKEN_RULE } from '../usage/token-rule.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';

/** What `npm run urls` is told. */
export interface Settings {
  readonly stack: string;
  readonly region: string | undefined;
  readonly token: string;
}

export const USAGE = `Prints the URLs of a deployed stack with your token in them, and BXML to paste.

npm run urls -- --token-file FILE

  --token-file FILE  the callback token, alone in a file
  --stack NAME       the stack (CallRecovery-prod)
  --region REGION    of the stack, if not that of your AWS configuration

Whoever sees these URLs can send callbacks: print them to a screen, not to a log.`;

const OPTIONS = {
  stack: { type: 'string', default: 'CallRecovery-prod' },
  region: { type: 'string' },
  'token-file': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws {UsageError} when the file cannot be read, or holds something else; its content is not repeated */
function readToken(file: string | undefined): string {
  if (file === undefined)
    throw new UsageError(`Give --token-file, the file that holds the callback token.\n\n${USAGE}`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Failure(`cannot read the token file ${file}: ${(cause as Error).message}`, { cause });
  }
  if (isToken(text)) return text;
  throw new Failure(`the token file ${file} must hold the token alone: ${TOKEN_RULE}`);
}

/**
 * Reads the arguments.
 * @throws {UsageError} for the first mistake
 */
export function readSettings(given: readonly string[]): Settings | 'help' {
  const { values } = readOptions({ args: [...given], options: OPTIONS }, `\n\n${USAGE}`);
  if (values.help) return 'help';
  return { stack: values.stack, region: values.region, token: readToken(values['token-file']) };
}
