import { parseArgs } from 'node:util';
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

const wholeNumber = (text: string, option: string): number => {
  if (/^[1-9]\d{0,7}$/.test(text)) return Number(text);
  throw new Error(`--${option} must be a whole number from 1, not "${text}"`);
};

const peerNames = (text: string): readonly PeerName[] =>
  text.split(',').map((name) => {
    const peer = PEER_NAMES.find((each) => each === name);
    if (peer) return peer;
    throw new Error(`--peers knows ${PEER_NAMES.join(', ')}, not "${name}"`);
  });

/**
 * Reads the arguments of a run; `undefined` when only help is asked for.
 * @throws {Error} naming what is wrong with them
 */
export function readSettings(programArguments: readonly string[]): BenchSettings | undefined {
  const { values, positionals } = parseArgs({
    args: [...programArguments],
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string' },
      callbacks: { type: 'string' },
      peers: { type: 'string', default: PEER_NAMES.join(',') },
      against: { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  const given = positionals.join(' ') || 'compare';
  const command = COMMANDS.find((each) => each === given);
  if (!command) throw new Error(`unknown command "${given}"`);
  return {
    command,
    jsonFile: values.json,
    startRounds: wholeNumber(values.rounds ?? (values.quick ? '8' : '40'), 'rounds'),
    callbacks: wholeNumber(values.callbacks ?? (values.quick ? '5000' : '100000'), 'callbacks'),
    peers: peerNames(values.peers),
    against: values.against,
  };
}
