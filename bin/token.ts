import { STAGES, type Stage } from '../lib/stage.ts';
import { hashToken, makeToken } from './local/callback-token.ts';
import { saveToken } from './token/save-token.ts';
import { printedText, savedText } from './token/text.ts';
import { readStage } from './token/with-hash.ts';
import { program, run } from './usage/program.ts';
import { UsageError } from './usage/usage-error.ts';

interface Options {
  readonly save?: boolean;
  readonly quiet?: boolean;
  readonly stage?: Stage;
  readonly replace?: boolean;
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
    .option('--quiet', 'print the token only, for scripts: npm run --silent token -- --quiet')
    .action(makeAndTell),
);
