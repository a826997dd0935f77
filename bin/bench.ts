import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureCold } from './bench/cold.ts';
import { compare } from './bench/compare.ts';
import { costTables } from './bench/cost/tables.ts';
import { measureCost } from './bench/cost.ts';
import { loadTable, measureLoad } from './bench/load.ts';
import { showProgress } from './bench/progress.ts';
import { decisionTable, figuresTable } from './bench/report/table.ts';
import { type BenchSettings, readSettings, USAGE } from './bench/settings.ts';

async function run(settings: BenchSettings, workFolder: string): Promise<{ json: object; text: string }> {
  const progress = showProgress();
  if (settings.command === 'load') {
    const load = await measureLoad(workFolder, progress);
    return { json: load, text: loadTable(load) };
  }
  if (settings.command === 'cold') {
    const cold = await measureCold(workFolder, settings, progress);
    return { json: cold, text: figuresTable(cold) };
  }
  if (settings.command === 'cost') {
    const cost = await measureCost(workFolder, settings, progress);
    return { json: cost, text: costTables(cost) };
  }
  const results = await compare(workFolder, settings, progress);
  return {
    json: results,
    text: `${figuresTable(results)}\n\nDecision and BXML alone:\n\n${decisionTable(results)}`,
  };
}

let settings: BenchSettings | undefined;
try {
  settings = readSettings(process.argv.slice(2));
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`);
  process.exit(2);
}
if (settings) {
  const workFolder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const { json, text } = await run(settings, workFolder);
    console.log(text);
    if (settings.jsonFile) writeFileSync(settings.jsonFile, `${JSON.stringify(json, null, 2)}\n`);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
} else {
  console.log(USAGE);
}
