import { editJson } from '../app-folder/edit-json.ts';
import { Failure } from '../usage/usage-error.ts';

const SCRIPTS = {
  start: 'bandwidth-call-recovery start',
  test: 'node --test',
  deploy: 'cdk deploy',
};

/** Of `npm init`: it does nothing but fail. */
const NO_TEST = /^echo .* && exit 1$/;

function scriptsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) as { scripts?: Record<string, unknown> }).scripts ?? {};
  } catch (cause) {
    throw new Failure(`package.json is not JSON: ${(cause as Error).message}. Nothing was written.`, {
      cause,
    });
  }
}

/**
 * The text of a `package.json` that also has the scripts of an app; those that are there stay.
 * @throws {Failure} for a text that is not JSON
 */
export function withScripts(text = '{\n  "private": true\n}\n'): string {
  const present = scriptsOf(text);
  return Object.entries(SCRIPTS).reduce((edited, [name, script]) => {
    const isFree = present[name] === undefined || NO_TEST.test(String(present[name]));
    return isFree ? editJson(edited, ['scripts', name], script) : edited;
  }, text);
}
