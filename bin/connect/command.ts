import type { Command } from 'commander';
import { DEFAULT_POLICY_FILE } from '../../lib/policy/policy-file.ts';
import { samplesText } from '../../lib/policy/samples.ts';
import { mistakeOf } from '../aws/failure.ts';
import { stackOutputs } from '../aws/stack-outputs.ts';
import { baseUrl } from '../bandwidth/base-url.ts';
import { counted } from '../print/printable.ts';
import { readToken, savedTokenFile, TOKEN_FILE_OPTION } from '../token/token-file.ts';
import { probe } from '../urls/probe.ts';
import { deployedUrls } from '../urls/urls-text.ts';
import { readPolicyOf } from '../usage/policy.ts';
import { program } from '../usage/program.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import { bandwidthApi } from './bandwidth-api.ts';
import { examine } from './examine.ts';
import { notTaken } from './findings.ts';
import type { Finding } from './mistakes.ts';
import { reportText } from './report.ts';

interface Options {
  readonly application: string;
  readonly stack: string;
  readonly region?: string;
  readonly tokenFile?: string;
  readonly fallbackBaseUrl?: string;
  readonly frontDoor?: boolean;
  readonly check?: boolean;
  readonly yes?: boolean;
}

async function connect(options: Options, ask?: (question: string) => Promise<string>): Promise<void> {
  const { stack, tokenFile = savedTokenFile(stack), frontDoor, check, yes } = options;
  const token = readToken(tokenFile);
  const policy = readPolicyOf(process.env.RECOVERY_FILE || DEFAULT_POLICY_FILE);
  const samples = samplesText(policy);
  const api = bandwidthApi(options.application);
  const outputs = await stackOutputs(stack, options.region).catch((error) => {
    throw mistakeOf(error, 'cloudformation:DescribeStacks');
  });
  const urls = deployedUrls(stack, outputs, token);
  const given = options.fallbackBaseUrl ?? outputs?.FallbackBaseUrl;
  const base = given && baseUrl(given);
  if (given !== undefined && base === undefined)
    throw new UsageError('--fallback-base-url must be a URL without a query, token or credentials.');
  const fallbackUrl = base && `${base}/${token}/initiate`;

  const examined = await examine(api, { urls, policy, fallbackUrl, frontDoor });
  const { application, changes, notes } = examined;
  const unanswered = await probe({ ...urls, ...(fallbackUrl && { fallback: fallbackUrl }) });
  const wrong: Finding[] = [
    ...examined.wrong,
    ...(samples === undefined ? [] : [{ mistake: 'samples', about: samples } as const]),
    ...unanswered,
  ];
  console.log(reportText(application, changes, { wrong, notes }));

  if (check && wrong.length === 0) return;
  if (check) throw new Failure('The application is not as it should be.');
  const change = counted(Object.keys(changes).length, 'field');
  if (change === '0 fields') return console.log('There is nothing to change.');
  if (samples !== undefined)
    throw new Failure('Nothing was changed: first the policy must have addresses of your own.');
  if (unanswered.length > 0) throw new Failure('Nothing was changed: first the URLs must answer.');
  if (!yes && !ask) throw new UsageError(`There is no terminal to ask at: --yes changes ${change}.`);
  const answer = yes ? 'yes' : await ask?.(`Change ${change} of the application? [y/N] `);
  if (!/^\s*y(es)?\s*$/i.test(answer ?? '')) throw new Failure('Nothing was changed.');
  const different = notTaken(application, changes, await api.change(changes));
  if (different.length > 0)
    throw new Failure(
      `Sent, but not as it should be afterwards: ${different.join(', ')}. --check shows them.`,
    );
  console.log(`${change} changed.`);
}

/** The program `connect`; without `ask`, as where there is no terminal, it changes nothing unasked. */
export const connectProgram = (ask?: (question: string) => Promise<string>): Command =>
  program('connect', 'Points a Bandwidth application at a stack: shows what is wrong, asks, and changes it.')
    .requiredOption('--application <id>', 'the voice application')
    .option('--stack <name>', 'the stack', 'CallRecovery-prod')
    .option(...TOKEN_FILE_OPTION)
    .option('--region <region>', 'of the stack, if not that of your AWS configuration')
    .option('--front-door', 'let Bandwidth call us first; else CallInitiatedCallbackUrl stays')
    .option('--fallback-base-url <url>', 'the stack that takes over, if its setting does not say')
    .option('--check', 'change nothing; exit code 1 if --yes would, or a URL does not answer')
    .option('--yes', 'change without asking')
    .addHelpText('after', '\nReads BW_CLIENT_ID, BW_CLIENT_SECRET, BW_ACCOUNT_ID, BW_API_URL and the policy.')
    .action((options: Options) => connect(options, ask));
