import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isToken, TOKEN_RULE } from '../../bin/usage/token-rule.ts';
import { Failure } from './failure.ts';

/** A deployment that is there already, in a real account. */
export interface AccountSettings {
  readonly stack: string | undefined;
  readonly url: string | undefined;
  readonly region: string | undefined;
  readonly token: string;
  /** The policy file that was deployed: it decides which scenarios fit. */
  readonly policyFile: string;
  readonly calls: number;
}

export const USAGE = `Deploys for real and plays calls against what was deployed.

npm run test:deploy                                    against a local emulator, which it starts
npm run test:deploy -- --stack NAME --token-file FILE  against a stack in your account
npm run test:deploy -- --url URL --token-file FILE     against an API, without its table

  --token-file FILE  the callback token, alone in a file
  --region REGION    of the stack, if not that of your AWS configuration
  --policy FILE      the policy that was deployed (recovery.json)
  --calls N          random calls to play (200)

An account is only called and asked: nothing is deployed, changed or broken there.
The outcomes of the calls stay in its table until they expire.`;

const OPTIONS = {
  stack: { type: 'string' },
  url: { type: 'string' },
  region: { type: 'string' },
  'token-file': { type: 'string' },
  policy: { type: 'string' },
  calls: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads what the program was told.
 * @throws {Failure} for what it cannot do
 */
export function readSettings(given: readonly string[]): AccountSettings | 'emulator' | 'help' {
  if (given.length === 0) return 'emulator';
  const parsed = parse(given);
  if (parsed.help) return 'help';
  const { stack, url, region, policy = 'recovery.json', calls = '200' } = parsed;
  const tokenFile = parsed['token-file'];
  if ((stack === undefined) === (url === undefined)) throw new Failure('give --stack or --url, one of them');
  if (tokenFile === undefined) throw new Failure('give --token-file, the file that holds the callback token');
  if (!/^[1-9]\d{0,6}$/.test(calls)) throw new Failure('--calls must be a whole number from 1');
  const token = readFileSync(tokenFile, 'utf8').trim();
  if (!isToken(token)) throw new Failure(`${tokenFile} must hold the token alone: ${TOKEN_RULE}`);
  return { stack, url: url?.replace(/\/$/, ''), region, token, policyFile: policy, calls: Number(calls) };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options: OPTIONS }).values;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\nnpm run test:deploy -- --help says what there is.`);
  }
}
