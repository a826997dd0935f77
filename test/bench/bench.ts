import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tellMistake } from '../../bin/usage/usage-error.ts';
import { measureCold } from './cold.ts';
import { compare } from './compare.ts';
import { costTables } from './cost/tables.ts';
import { measureCost } from './cost.ts';
import { loadTable, measureLoad } from './load.ts';
import { type Progress, showProgress } from './progress.ts';
import { writeReport } from './report/documents.ts';
import { decisionTable, figuresTable } from './report/table.ts';
import { type BenchSettings, checkFolders, type Measurement, readSettings, USAGE } from './settings.ts';

type Measured = Promise<{ readonly json: object; readonly text: string }>;

const MEASUREMENTS: Record<
  Measurement,
  (workFolder: string, settings: BenchSettings, progress: Progress) => Measured
> = {
  async compare(workFolder, settings, progress) {
    const json = await compare(workFolder, settings, progress);
    const text = `${figuresTable(json)}\n\nDecision and BXML alone:\n\n${decisionTable(json)}`;
    return { json, text };
  },
  async load(workFolder, _settings, progress) {
    const json = await measureLoad(workFolder, progress);
    return { json, text: loadTable(json) };
  },
  async cold(workFolder, settings, progress) {
    const json = await measureCold(workFolder, settings, progress);
    return { json, text: figuresTable(json) };
  },
  async cost(workFolder, settings, progress) {
    const json = await measureCost(workFolder, settings, progress);
    return { json, text: costTables(json) };
  },
};

async function measure(measurement: Measurement, settings: BenchSettings): Promise<void> {
  checkFolders(settings);
  const workFolder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const { json, text } = await MEASUREMENTS[measurement](workFolder, settings, showProgress());
    console.log(text);
    if (settings.jsonFile) writeFileSync(settings.jsonFile, `${JSON.stringify(json, null, 2)}\n`);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

try {
  const settings = readSettings(process.argv.slice(2));
  if (!settings) console.log(USAGE);
  else if (settings.command === 'report') console.log(`written: ${writeReport().join(', ')}`);
  else await measure(settings.command, settings);
} catch (error) {
  tellMistake(error);
}
