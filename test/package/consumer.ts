import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../deploy/run-program.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** What npm tells the programs that it runs for this project, and must not tell those of another. */
const OF_THIS_RUN = /^(?:npm_(?!config_)|npm_config_local_prefix$|INIT_CWD$|NODE_|NODE$|VITEST)/;

const unset = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => OF_THIS_RUN.test(name))
    .map((name) => [name, undefined]),
);

/** Where programs are, but for those of this project. */
const PATH = (process.env.PATH ?? '')
  .split(delimiter)
  .filter((folder) => !folder.includes('node_modules') && dirname(process.execPath) !== folder);

/** Where a Node between those two is installed, once. */
const NODE_22 = join(PROJECT, 'node_modules/.cache/node-22');

/** The folder of the Node that this machine has, of Node 22, and of the one that the project brings. */
export const NODES = {
  "this machine's Node": PATH.find((folder) => existsSync(join(folder, 'node'))) ?? '',
  'Node 22': join(NODE_22, 'node_modules/node/bin'),
  "the project's Node": dirname(process.execPath),
} as const;

/** One of {@link NODES}. */
export type NodeName = keyof typeof NODES;

/** Installs Node 22, unless it is there. */
export async function prepareNode22(): Promise<void> {
  if (existsSync(join(NODES['Node 22'], 'node'))) return;
  await runProgram('npm', ['install', '--prefix', NODE_22, '--no-save', 'node@22'], unset);
}

/** A folder of somebody who uses the package. */
export interface Consumer {
  readonly folder: string;
  /** Runs a line of the shell there, as that person would type it; gives what it printed. */
  type(line: string, node?: NodeName): Promise<string>;
}

/** Makes a folder that knows nothing of this project but what it installs. */
export function consumer(folder: string): Consumer {
  mkdirSync(folder, { recursive: true });
  return {
    folder,
    type: (line, node = "this machine's Node") =>
      runProgram(
        'sh',
        ['-c', line],
        {
          ...unset,
          PATH: [NODES[node], ...PATH].join(delimiter),
          CI: 'true',
          CDK_DISABLE_CLI_TELEMETRY: 'true',
        },
        folder,
      ),
  };
}
