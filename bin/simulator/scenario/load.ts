import { readdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import * as v from 'valibot';
import { Failure } from '../../usage/usage-error.ts';
import { Scenario, type ScenarioCase } from './schema.ts';

/** A scenario and the name of its file, without the extension. */
export interface LoadedScenario extends Scenario {
  readonly file: string;
}

/** The set that comes with the project. */
const SCENARIOS = new URL('../scenarios/', import.meta.url);

/** A case for each text of `each`, which is put where the case says `{each}`. */
const expand = (one: ScenarioCase): ScenarioCase[] =>
  one.each?.map((text) => {
    const { each: _, ...rest } = one;
    const quoted = JSON.stringify(text).slice(1, -1);
    return JSON.parse(JSON.stringify(rest).replaceAll('{each}', () => quoted)) as ScenarioCase;
  }) ?? [one];

/**
 * Reads one scenario.
 * @throws {Failure} with every mistake in it, a line each
 */
export function parseScenario(file: string, text: string): LoadedScenario {
  const where = `${file}.json`;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${where}: not JSON: ${(error as Error).message}`);
  }
  const { success, output, issues } = v.safeParse(Scenario, json);
  if (!success) {
    const lines = issues.map((issue) => `${where}: ${v.getDotPath(issue) ?? 'root'}: ${issue.message}`);
    throw new Failure(lines.join('\n'));
  }
  const without = output.cases.find((one) => !(one.first ?? output.first));
  if (without)
    throw new Failure(`${where}: case "${without.name}" has no first BXML, and neither has the scenario`);
  return { ...output, file, cases: output.cases.flatMap(expand) };
}

/** Reads every scenario of a folder, in order of name. */
export async function loadScenarios(folder: URL = SCENARIOS): Promise<LoadedScenario[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (file) =>
      parseScenario(basename(file, '.json'), await readFile(new URL(file, folder), 'utf8')),
    ),
  );
}
