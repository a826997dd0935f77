#!/usr/bin/env node
import { REPOSITORY } from '../lib/checkout.ts';
import { unknownWord } from './usage/nearest.ts';
import { Failure, tellMistake } from './usage/usage-error.ts';

/** The programs of `npx bandwidth-call-recovery`: each reads the arguments after its name. */
const PROGRAMS: Readonly<Record<string, { says: string; load: () => Promise<unknown> }>> = {
  init: { says: 'writes a CDK app with a policy into this folder', load: () => import('./init.ts') },
  token: { says: 'makes a callback token, and keeps its hash', load: () => import('./token.ts') },
  explain: { says: 'tells what an event would be answered, and why', load: () => import('./explain.ts') },
  urls: { says: 'prints the URLs of a deployed stack', load: () => import('./urls.ts') },
  connect: { says: 'points a Bandwidth application at a stack', load: () => import('./connect.ts') },
  outcomes: { says: 'tells what happened to the calls', load: () => import('./outcomes.ts') },
};

/** The commands that need more than the package brings, such as a DynamoDB, and how a checkout runs them. */
const OF_A_CHECKOUT: Readonly<Record<string, string>> = {
  demo: 'npm run demo',
  start: 'npm start',
  console: 'npm start',
  simulate: 'npm run simulate',
  schema: 'npm run schema',
};

const names = Object.keys(PROGRAMS);

const HELP = `Usage: npx bandwidth-call-recovery <command>

${names.map((name) => `  ${name.padEnd(10)}${PROGRAMS[name]?.says}`).join('\n')}

Each takes --help. Local server, console and simulator are in the checkout:
${REPOSITORY}`;

async function start([name = '--help', ...given]: readonly string[]): Promise<void> {
  if (name === '--help' || name === '-h') return console.log(HELP);
  if (Object.hasOwn(OF_A_CHECKOUT, name))
    throw new Failure(
      `"${name}" is in the checkout alone: git clone ${REPOSITORY}, then npm ci && ${OF_A_CHECKOUT[name]}`,
    );
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  if (!program) throw unknownWord('command', name, names);
  process.argv = [...process.argv.slice(0, 2), ...given];
  await program.load();
}

await start(process.argv.slice(2)).catch(tellMistake);
