import { existsSync, readFileSync } from 'node:fs';
import { typed } from '../../lib/checkout.ts';
import { STAGES } from '../../lib/stage.ts';
import { isToken, TOKEN_RULE } from '../usage/token-rule.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';

/** The option of every program that needs the token of a stack. */
export const TOKEN_FILE_OPTION = [
  '--token-file <file>',
  `file that holds the callback token alone (default: callback-token-<stage>.txt of the stack, as ${typed('token', '--save')} writes it)`,
] as const;

/**
 * The file that `token --save` wrote for the stage that a stack's name ends with.
 * @throws {UsageError} where it ends with no stage
 * @throws {Failure} where there is no such file
 */
export function savedTokenFile(stack: string): string {
  const stage = STAGES.find((each) => stack.endsWith(`-${each}`));
  if (!stage)
    throw new UsageError(
      `Which token? The name of the stack "${stack}" ends with no stage (-${STAGES.join(', -')}): give --token-file.`,
    );
  const file = `callback-token-${stage}.txt`;
  if (existsSync(file)) return file;
  throw new Failure(
    `There is no ${file} here. Give your token by --token-file, or make one: ${typed('token', `--save${stage === 'prod' ? '' : ` --stage ${stage}`}`)}`,
  );
}

/** @throws {Failure} when the file cannot be read, or holds something else; its content is not repeated */
export function readToken(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Failure(`cannot read the token file ${file}: ${(cause as Error).message}`, { cause });
  }
  if (isToken(text)) return text;
  throw new Failure(`the token file ${file} must hold the token alone: ${TOKEN_RULE}`);
}
