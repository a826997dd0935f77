import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Argument, InvalidArgumentError } from 'commander';
import { program, run } from '../../bin/usage/program.ts';
import { Failure } from '../../bin/usage/usage-error.ts';
import type { BenchSettings } from './contestants.ts';
import { measureLoad } from './load.ts';
import { compare, measureCold, measureCost } from './measure.ts';
import { writeReport } from './report/documents.ts';
import { costTables, figuresTable, loadTable } from './report/tables.ts';

interface Options extends Omit<BenchSettings, 'rounds' | 'callbacks'> {
  readonly json?: string;
  readonly quick?: boolean;
  readonly rounds?: number;
  readonly callbacks?: number;
}

type Measurement = (workFolder: string, settings: BenchSettings) => Promise<{ json: object; text: string }>;

const measurement =
  <Json extends object>(
    measure: (workFolder: string, settings: BenchSettings) => Promise<Json>,
    write: (json: Json) => string,
  ): Measurement =>
  async (...given) => {
    const json = await measure(...given);
    return { json, text: write(json) };
  };

const MEASUREMENTS = {
  compare: measurement(compare, figuresTable),
  load: measurement(measureLoad, loadTable),
  cold: measurement(measureCold, figuresTable),
  cost: measurement(measureCost, costTables),
};

const HELP = `
Commands:
  compare  the bundles against the peers, about 15 minutes
  load     the local server under 1 to 1,000 concurrent callers
  cold     cold starts through AWS's runtime client; compiles it first (make, cmake, C++)
  cost     what that makes of each memory size of Lambda, in milliseconds and dollars
  report   makes chart and tables of docs/ from docs/measurements`;

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It must be a whole number from 1.');
}

const collect = (folder: string, folders: readonly string[]): readonly string[] => [...folders, folder];

/** Looks for the folders in which a run of many minutes will read and write, before it begins. */
function checkFolders({ json, against }: Options): void {
  const missing = [...(json ? [dirname(json)] : []), ...against].find((folder) => !existsSync(folder));
  if (missing !== undefined) throw new Failure(`There is no folder ${missing}.`);
}

async function measure(command: keyof typeof MEASUREMENTS | 'report', options: Options): Promise<void> {
  if (command === 'report') return console.log(`written: ${writeReport().join(', ')}`);
  checkFolders(options);
  const { quick, json: jsonFile } = options;
  const quantity = quick ? { rounds: 8, callbacks: 5000 } : { rounds: 40, callbacks: 100_000 };
  const workFolder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const { json, text } = await MEASUREMENTS[command](workFolder, { ...quantity, ...options });
    console.log(text);
    if (jsonFile) writeFileSync(jsonFile, `${JSON.stringify(json, null, 2)}\n`);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

const bench = program('bench', 'Measures what a callback costs.', 'npm run bench --')
  .addArgument(
    new Argument('[command]', 'what to do')
      .choices([...Object.keys(MEASUREMENTS), 'report'])
      .default('compare'),
  )
  .option('--json <file>', 'write everything measured')
  .option('--quick', 'fewer rounds: a look, not a measurement (2 minutes)')
  .option('--rounds <number>', 'fresh processes of each contestant (40)', wholeNumber)
  .option('--callbacks <number>', 'callbacks of each warm process (100000)', wholeNumber)
  .option('--against <folder>', 'another checkout takes part; may be repeated', collect, [])
  .addHelpText('after', HELP)
  .action(measure);
await run(bench);
