import type { Command } from 'commander';
import { readToken } from '../../bin/token/token-file.ts';
import { program } from '../../bin/usage/program.ts';
import { refuseBlank, wholeNumber } from '../../bin/usage/read-options.ts';
import { UsageError } from '../../bin/usage/usage-error.ts';

/** A deployment that is there already, in a real account. */
export interface AccountSettings {
  readonly stack?: string;
  readonly url?: string;
  readonly region?: string;
  readonly token: string;
  /** The policy file that was deployed: it decides which scenarios fit. */
  readonly policy: string;
  readonly calls: number;
}

type Options = Omit<AccountSettings, 'token'> & { readonly tokenFile?: string };

const FORMS = `
npm run test:deploy                                    against a local emulator, which it starts
npm run test:deploy -- --stack NAME --token-file FILE  against a stack in your account
npm run test:deploy -- --url URL --token-file FILE     against an API, without its table

An account is only called and asked: nothing is deployed, changed or broken there.
The outcomes of the calls stay in its table until they expire.`;

const testDeploy = (): Command =>
  program(
    'test:deploy',
    'Deploys for real and plays calls against what was deployed.',
    'npm run test:deploy --',
  )
    .option('--stack <name>', 'a stack in your account')
    .option('--url <url>', 'an API, instead of a stack', (url) => url.replace(/\/$/, ''))
    .option('--token-file <file>', 'the callback token, alone in a file')
    .option('--region <region>', 'of the stack, if not that of your AWS configuration')
    .option('--policy <file>', 'the policy that was deployed', 'recovery.json')
    .option('--calls <number>', 'random calls to play', wholeNumber(1), 200)
    .addHelpText('after', FORMS);

/**
 * Reads what the program was told; told nothing, it is the emulator that is tested.
 * @throws {UsageError} for the first mistake
 */
export function readAccount(given: readonly string[]): AccountSettings | undefined {
  const { tokenFile, ...options } = testDeploy().parse(given, { from: 'user' }).opts<Options>();
  if (given.length === 0) return undefined;
  refuseBlank({ ...options, tokenFile });
  if ((options.stack === undefined) === (options.url === undefined))
    throw new UsageError('Give --stack or --url, one of them.');
  if (tokenFile === undefined)
    throw new UsageError('Give --token-file, the file that holds the callback token.');
  return { ...options, token: readToken(tokenFile) };
}
