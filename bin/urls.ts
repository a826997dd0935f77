import { existsSync, readFileSync } from 'node:fs';
import { STAGES } from '../lib/stage.ts';
import { mistakeOf } from './aws/failure.ts';
import { stackOutputs } from './aws/stack-outputs.ts';
import { deployedUrls, urlsText } from './urls/urls-text.ts';
import { program, run } from './usage/program.ts';
import { isToken, TOKEN_RULE } from './usage/token-rule.ts';
import { Failure, UsageError } from './usage/usage-error.ts';

interface Options {
  readonly tokenFile?: string;
  readonly stack: string;
  readonly region?: string;
}

/**
 * The file that `npm run token -- --save` wrote for the stage that a stack's name ends with.
 * @throws {UsageError} where it ends with no stage
 * @throws {Failure} where there is no such file
 */
function savedTokenFile(stack: string): string {
  const stage = STAGES.find((each) => stack.endsWith(`-${each}`));
  if (!stage)
    throw new UsageError(
      `Which token? The name of the stack "${stack}" ends with no stage (-${STAGES.join(', -')}): give --token-file.`,
    );
  const file = `callback-token-${stage}.txt`;
  if (existsSync(file)) return file;
  throw new Failure(
    `There is no ${file} here. Give your token by --token-file, or make one: npm run token -- --save${stage === 'prod' ? '' : ` --stage ${stage}`}`,
  );
}

/** @throws {Failure} when the file cannot be read, or holds something else; its content is not repeated */
function readToken(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Failure(`cannot read the token file ${file}: ${(cause as Error).message}`, { cause });
  }
  if (isToken(text)) return text;
  throw new Failure(`the token file ${file} must hold the token alone: ${TOKEN_RULE}`);
}

async function print({ stack, region, tokenFile = savedTokenFile(stack) }: Options): Promise<void> {
  const token = readToken(tokenFile);
  try {
    console.log(urlsText(deployedUrls(stack, await stackOutputs(stack, region), token)));
  } catch (error) {
    throw mistakeOf(error, 'cloudformation:DescribeStacks');
  }
}

await run(
  program('urls', 'Prints the URLs of a deployed stack with your token in them, and BXML to paste.')
    .option('--stack <name>', 'the stack', 'CallRecovery-prod')
    .option(
      '--token-file <file>',
      'file that holds the callback token alone (default: callback-token-<stage>.txt of the stack, as npm run token -- --save writes it)',
    )
    .option('--region <region>', 'of the stack, if not that of your AWS configuration')
    .addHelpText(
      'after',
      '\nAnyone who sees these URLs can send callbacks: print them to a screen, not to a log.',
    )
    .action(print),
);
