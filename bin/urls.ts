import type { CallbackName } from '../functions/callbacks.ts';
import { mistakeOf } from './aws/failure.ts';
import { stackOutputs } from './aws/stack-outputs.ts';
import { readToken, savedTokenFile, TOKEN_FILE_OPTION } from './token/token-file.ts';
import { deployedFallbackUrl, deployedUrls, urlsText } from './urls/urls-text.ts';
import { program, run } from './usage/program.ts';

interface Options {
  readonly tokenFile?: string;
  readonly stack: string;
  readonly region?: string;
}

async function print({ stack, region, tokenFile = savedTokenFile(stack) }: Options): Promise<void> {
  const token = readToken(tokenFile);
  try {
    const outputs = await stackOutputs(stack, region);
    const fallbackUrl = (name: CallbackName) => deployedFallbackUrl(name, outputs, token);
    console.log(urlsText(deployedUrls(stack, outputs, token), fallbackUrl));
  } catch (error) {
    throw mistakeOf(error, 'cloudformation:DescribeStacks');
  }
}

await run(
  program('urls', 'Prints the URLs of a deployed stack with your token in them, and BXML to paste.')
    .option('--stack <name>', 'the stack', 'CallRecovery-prod')
    .option(...TOKEN_FILE_OPTION)
    .option('--region <region>', 'of the stack, if not that of your AWS configuration')
    .addHelpText(
      'after',
      '\nAnyone who sees these URLs can send callbacks: print them to a screen, not to a log.',
    )
    .action(print),
);
