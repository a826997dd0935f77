import { typed } from '../lib/checkout.ts';
import { unknownWord } from './usage/nearest.ts';
import { tellMistake } from './usage/usage-error.ts';

/** The programs of `npx bandwidth-call-recovery`: each reads the arguments after its name. */
const PROGRAMS: Readonly<Record<string, { says: string; load: () => Promise<unknown> }>> = {
  init: { says: 'writes a CDK app with a policy into this folder', load: () => import('./init.ts') },
  demo: { says: 'plays calls that fail, and shows what comes of them', load: () => import('./demo.ts') },
  start: { says: 'serves the functions on this machine, with a console', load: () => import('./local.ts') },
  console: { says: 'shows the calls of a deployed stack in a browser', load: () => import('./console.ts') },
  simulate: { says: "plays Bandwidth's side of calls", load: () => import('./simulate.ts') },
  explain: { says: 'tells what an event would be answered, and why', load: () => import('./explain.ts') },
  token: { says: 'makes a callback token, and keeps its hash', load: () => import('./token.ts') },
  urls: { says: 'prints the URLs of a deployed stack', load: () => import('./urls.ts') },
  connect: { says: 'points a Bandwidth application at a stack', load: () => import('./connect.ts') },
  doctor: { says: 'looks at all of it, and tells what cures the rest', load: () => import('./doctor.ts') },
  outcomes: { says: 'tells what happened to the calls', load: () => import('./outcomes.ts') },
  schema: { says: 'writes the JSON Schema of recovery.json', load: () => import('./schema.ts') },
};

const names = Object.keys(PROGRAMS);

const HELP = `Usage: ${typed('<command>')}

${names.map((name) => `  ${name.padEnd(10)}${PROGRAMS[name]?.says}`).join('\n')}

Each takes --help.`;

async function start([name = '--help', ...given]: readonly string[]): Promise<void> {
  if (name === '--help' || name === '-h') return console.log(HELP);
  const program = Object.hasOwn(PROGRAMS, name) ? PROGRAMS[name] : undefined;
  if (!program) throw unknownWord('command', name, names);
  process.argv = [...process.argv.slice(0, 2), ...given];
  await program.load();
}

await start(process.argv.slice(2)).catch(tellMistake);
