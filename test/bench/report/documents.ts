import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OURS, PROJECT } from '../contestants.ts';
import { memorySettings } from '../cost-model.ts';
import type { CostResults } from '../measure.ts';
import type { ComparedFigures } from '../results.ts';
import { chart } from './chart.ts';
import { costTables, figuresTable } from './tables.ts';

const measured = <Measured>(name: string): Measured =>
  JSON.parse(readFileSync(join(PROJECT, `docs/measurements/${name}.json`), 'utf8')) as Measured;

/** The documents with a table each; what stands between `<!-- name -->` and `<!-- /name -->` is made. */
const DOCUMENTS = { figures: 'docs/measurements/README.md', cost: 'docs/promises.md' } as const;

/**
 * Puts a text between its marks.
 * @throws {Error} when the marks are not there
 */
export function between(document: string, name: string, text: string): string {
  const marks = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!marks.test(document)) throw new Error(`there is no <!-- ${name} --> … <!-- /${name} -->`);
  return document.replace(marks, (_all, begin: string, end: string) => `${begin}${text}\n${end}`);
}

/** What a callback costs, with the warm CPU that promises.md publishes: one figure for all tables. */
export function publishedCost(): CostResults {
  const { figures } = measured<ComparedFigures>('compare');
  const warmCpu = figures.find(({ name }) => name === 'warmCpu')?.contestants[OURS];
  if (!warmCpu) throw new Error('docs/measurements/compare.json has no warmCpu of ours');
  const results = measured<CostResults>('cost');
  const ofFunction = { ...results.measured, warmCpuMs: warmCpu.median / 1000 };
  return { ...results, measured: ofFunction, settings: memorySettings(ofFunction) };
}

/** The files that are made from docs/measurements, by path: the chart, and the documents with their tables. */
export function reportFiles(): ReadonlyMap<string, string> {
  const compared = measured<ComparedFigures>('compare');
  const tables = { figures: figuresTable(compared), cost: costTables(publishedCost()) };
  const documents = Object.entries(DOCUMENTS).map(([name, path]): [string, string] => {
    const document = readFileSync(join(PROJECT, path), 'utf8');
    return [path, between(document, name, tables[name as keyof typeof tables])];
  });
  return new Map([['docs/performance.svg', chart(compared)], ...documents]);
}

/** Writes those files; gives their paths. */
export function writeReport(): readonly string[] {
  const files = reportFiles();
  for (const [path, text] of files) writeFileSync(join(PROJECT, path), text);
  return [...files.keys()];
}
