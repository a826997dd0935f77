import type { CallbackName } from '../functions/callbacks.ts';
import { mistakeOf } from './aws/failure.ts';
import { stackOutputs } from './aws/stack-outputs.ts';
import { readToken, savedTokenFile, TOKEN_FILE_OPTION } from './token/token-file.ts';
import { answering } from './urls/answering.ts';
import { deployedFallbackUrl, deployedUrls, ownUrls, urlsText } from './urls/urls-text.ts';
import { program, run } from './usage/program.ts';
import { wholeNumber } from './usage/read-options.ts';

interface Options {
  readonly tokenFile?: string;
  readonly stack: string;
  readonly region?: string;
  /** Minutes in a row in which all must answer. */
  readonly probe?: number;
}

async function print({ stack, region, tokenFile = savedTokenFile(stack), probe }: Options): Promise<void> {
  const token = readToken(tokenFile);
  try {
    const outputs = await stackOutputs(stack, region);
    if (probe !== undefined) {
      const urls = ownUrls(deployedUrls(stack, outputs, token), outputs);
      return await answering(urls, { minutes: probe, say: console.log });
    }
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
    .option(
      '--probe <minutes>',
      "print no URL: ask each at the stack's own address until all answered for so many minutes in a row",
      wholeNumber(1, 99),
    )
    .addHelpText(
      'after',
      '\nAnyone who sees these URLs can send callbacks: print them to a screen, not to a log.',
    )
    .action(print),
);
