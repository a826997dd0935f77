import { typed } from '../lib/checkout.ts';
import { STAGES, type Stage } from '../lib/stage.ts';
import { hashToken, makeToken } from './data-folder/callback-token.ts';
import { type Saved, saveToken } from './token/save-token.ts';
import { readStage } from './token/with-hash.ts';
import { program, run } from './usage/program.ts';
import { UsageError } from './usage/usage-error.ts';

interface Options {
  readonly save?: boolean;
  readonly quiet?: boolean;
  readonly stage?: Stage;
  readonly replace?: boolean;
}

/** Tells what to do with a token that is kept nowhere. */
const printedText = (token: string, sha256: string): string =>
  `A new callback token, 256 random bits. It is shown once and kept nowhere.

  token    ${token}
  SHA-256  ${sha256}

1. Deploy with the hash; the deployment never learns the token:

  npx cdk deploy -c callbackTokenSha256=${sha256}

   What is given by -c must be given again with the next deployment. To have
   it kept, run ${typed('token', '--save')} instead.

2. Keep the token in a password manager, and put it in place of {token} into
   each URL that the deployment prints.

To change tokens without losing a call: deploy with both hashes,

  npx cdk deploy -c callbackTokenSha256=<old hash>,<new hash>

then change the URLs, and a day later deploy with the new hash alone.

For scripts: ${typed('token', '--quiet')} prints the token only.`;

/** Tells what to do after a token was saved. */
function savedText({ stage, hashes, tokenFile, formerTokenFile }: Saved): string {
  const others = hashes.length - 1;
  const ofStage = (option: string): string => (stage === 'prod' ? '' : option);
  const former = `
The token before this one is now in ${formerTokenFile}. ${others === 0 ? 'It stops working with the next deployment.' : 'Delete that file when no URL has it any more.'}
`;
  const change = `
${others === 1 ? 'The token before this one stays' : `The ${others} tokens before this one stay`} valid. A day after you changed the URLs,
take all hashes but the last out of cdk.json, context.${stage}.callbackTokenSha256, and deploy again.`;
  return `A new callback token for ${stage}: it is in ${tokenFile}, which git ignores and only you can read;
its SHA-256 is in cdk.json. Keep the token in a password manager too.
${formerTokenFile === undefined ? '' : former}
1. npx cdk deploy${ofStage(` -c stage=${stage}`)}
2. ${typed('urls', ofStage(`--stack CallRecovery-${stage}`))}
   prints the URLs with the token in them. Put them into Bandwidth and your app.${others === 0 ? '' : `\n${change}`}`;
}

function makeAndTell({ save, quiet, stage, replace = false }: Options): void {
  if (save && quiet)
    throw new UsageError('--save writes the token to a file, --quiet prints it: choose one.');
  if (!save && (stage || replace)) throw new UsageError('--stage and --replace are used only with --save.');
  const token = makeToken();
  if (save) console.log(savedText(saveToken(process.cwd(), token, { stage, replace })));
  else console.log(quiet ? token : printedText(token, hashToken(token)));
}

await run(
  program(
    'token',
    'Makes a callback token, 256 random bits, and prints it with its SHA-256. Without --save it is kept nowhere.',
  )
    .option('--save', 'add the hash to cdk.json, and write the token to a file')
    .option(
      '--stage <stage>',
      `with --save: for which stage, ${STAGES.join(' or ')} (default: that of cdk.json, else prod)`,
      (text) => readStage('--stage', text),
    )
    .option(
      '--replace',
      'with --save: drop the hashes that the stage has; their tokens stop working with the next deployment',
    )
    .option('--quiet', `print the token only, for scripts: ${typed('token', '--quiet')}`)
    .action(makeAndTell),
);
