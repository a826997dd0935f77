import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { didYouMean } from '../../bin/usage/nearest.ts';
import { readOptions, readWholeNumber } from '../../bin/usage/read-options.ts';
import { Failure, UsageError } from '../../bin/usage/usage-error.ts';
import { PEER_NAMES, type PeerName } from './peers.ts';

const MEASUREMENTS = ['compare', 'load', 'cold', 'cost'] as const;

/** What can be measured. */
export type Measurement = (typeof MEASUREMENTS)[number];

const COMMANDS = [...MEASUREMENTS, 'report'] as const;

/** What a run does. */
export interface BenchSettings {
  readonly command: Measurement | 'report';
  /** Where everything measured is written. */
  readonly jsonFile: string | undefined;
  /** Fresh processes of each contestant. */
  readonly startRounds: number;
  /** Callbacks of each warm process. */
  readonly callbacks: number;
  readonly peers: readonly PeerName[];
  /** Folders of other checkouts that take part. */
  readonly against: readonly string[];
}

/** What `--help` prints. */
export const USAGE = `npm run bench                         measures the bundles against the peers, about 15 minutes
npm run bench -- load                 the local server under 1 to 1,000 concurrent callers
npm run bench -- cold                 cold starts through AWS's runtime client; compiles it first (make, cmake, C++)
npm run bench -- cost                 what that makes of each memory size of Lambda, in milliseconds and dollars
npm run bench -- report               makes chart and tables of docs/ from docs/measurements

  --json FILE       writes everything measured
  --quick           fewer rounds: a look, not a measurement (2 minutes)
  --rounds N        fresh processes of each contestant (40)
  --callbacks N     callbacks of each warm process (100000)
  --peers NAMES     those that take part, separated by commas (floor,conventional,express)
  --against FOLDER  another checkout of this project takes part; may be repeated`;

const peerNames = (text: string): readonly PeerName[] =>
  text.split(',').map((name) => {
    const peer = PEER_NAMES.find((each) => each === name);
    if (peer) return peer;
    const nearest = didYouMean(name, PEER_NAMES);
    throw new UsageError(`--peers knows ${PEER_NAMES.join(', ')}, not "${name}".${nearest}`);
  });

/**
 * Looks for the folders in which a run of many minutes will read and write, before it begins.
 * @throws {Failure} for one that is not there
 */
export function checkFolders({ jsonFile, against }: BenchSettings): void {
  const folders = [...(jsonFile ? [dirname(jsonFile)] : []), ...against];
  const missing = folders.find((folder) => !existsSync(folder));
  if (missing !== undefined) throw new Failure(`There is no folder ${missing}.`);
}

/**
 * Reads the arguments of a run; `undefined` when only help is asked for.
 * @throws {UsageError} naming what is wrong with them
 */
export function readSettings(programArguments: readonly string[]): BenchSettings | undefined {
  const options = {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    callbacks: { type: 'string' },
    peers: { type: 'string', default: PEER_NAMES.join(',') },
    against: { type: 'string', multiple: true, default: [] as string[] },
    help: { type: 'boolean', default: false },
  } as const;
  const { values, positionals } = readOptions(
    { args: [...programArguments], allowPositionals: true, options },
    `\n\n${USAGE}`,
  );
  if (values.help) return undefined;
  const given = positionals.join(' ') || 'compare';
  const command = COMMANDS.find((each) => each === given);
  if (!command) throw new UsageError(`unknown command "${given}".${didYouMean(given, COMMANDS)}\n\n${USAGE}`);
  return {
    command,
    jsonFile: values.json,
    startRounds: readWholeNumber('rounds', values.rounds ?? (values.quick ? '8' : '40'), 1),
    callbacks: readWholeNumber('callbacks', values.callbacks ?? (values.quick ? '5000' : '100000'), 1),
    peers: peerNames(values.peers),
    against: values.against,
  };
}
