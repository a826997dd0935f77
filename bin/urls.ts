import { readFileSync } from 'node:fs';
import { mistakeOf } from './aws/failure.ts';
import { stackOutputs } from './aws/stack-outputs.ts';
import { deployedUrls, urlsText } from './urls/urls-text.ts';
import { program, run } from './usage/program.ts';
import { isToken, TOKEN_RULE } from './usage/token-rule.ts';
import { Failure } from './usage/usage-error.ts';

interface Options {
  readonly tokenFile: string;
  readonly stack: string;
  readonly region?: string;
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

async function print({ tokenFile, stack, region }: Options): Promise<void> {
  const token = readToken(tokenFile);
  try {
    console.log(urlsText(deployedUrls(stack, await stackOutputs(stack, region), token)));
  } catch (error) {
    throw mistakeOf(error, { needs: 'cloudformation:DescribeStacks' });
  }
}

await run(
  program('urls', 'Prints the URLs of a deployed stack with your token in them, and BXML to paste.')
    .requiredOption('--token-file <file>', 'the callback token, alone in a file')
    .option('--stack <name>', 'the stack', 'CallRecovery-prod')
    .option('--region <region>', 'of the stack, if not that of your AWS configuration')
    .addHelpText(
      'after',
      '\nWhoever sees these URLs can send callbacks: print them to a screen, not to a log.',
    )
    .action(print),
);
