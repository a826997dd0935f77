import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import { Scenario, type ScenarioCase } from './schema.ts';

/** A scenario and the name of its file, without the extension. */
export interface LoadedScenario extends Scenario {
  readonly file: string;
}

const FOLDER = new URL('cases/', import.meta.url);

/** A case for each text of `each`, which is put where the case says `{each}`. */
const expand = (one: ScenarioCase): ScenarioCase[] =>
  one.each?.map((text) => {
    const { each: _, ...rest } = one;
    const quoted = JSON.stringify(text).slice(1, -1);
    return JSON.parse(JSON.stringify(rest).replaceAll('{each}', () => quoted)) as ScenarioCase;
  }) ?? [one];

/**
 * Reads one scenario.
 * @throws {Error} with every mistake in it, a line each
 */
export function parseScenario(file: string, text: string): LoadedScenario {
  const { success, output, issues } = v.safeParse(Scenario, JSON.parse(text));
  if (!success) {
    const lines = issues.map((issue) => `${file}.json: ${v.getDotPath(issue) ?? 'root'}: ${issue.message}`);
    throw new Error(lines.join('\n'));
  }
  const without = output.cases.find((one) => !(one.first ?? output.first));
  if (without) throw new Error(`${file}.json: case "${without.name}" has no first BXML`);
  return { ...output, file, cases: output.cases.flatMap(expand) };
}

/** Reads every scenario, in order of name. */
export async function loadScenarios(): Promise<LoadedScenario[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) =>
      parseScenario(basename(file, '.json'), await readFile(new URL(file, FOLDER), 'utf8')),
    ),
  );
}
