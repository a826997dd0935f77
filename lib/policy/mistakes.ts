import type * as v from 'valibot';
import { showControls, showInvisible } from './invisible.ts';

/** One mistake in a policy: where it is, what was expected there and what was found. */
export interface PolicyMistake {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

/** A mistake in one line, without its place in a file. */
export const mistakeText = ({ path, expected, found }: PolicyMistake): string =>
  showControls(`${path}: found ${found}, expected ${expected}`);

/** Something that a policy may say and that is probably a mistake. */
export interface PolicyWarning {
  readonly path: string;
  readonly text: string;
}

type Issue = v.BaseIssue<unknown>;

/** Longer values are cut: a prompt may have 4,000 characters. */
const MAX_SHOWN_CHARACTERS = 60;

/** A value as JSON; `undefined` where it is nested too deep to write. */
function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** A value as a mistake shows it. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = toJson(value) ?? 'a value nested too deep to show';
  return showInvisible(text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text);
}

/** A path such as `routes[0].name`. */
const writePath = (path: readonly { readonly key: unknown }[] = []): string =>
  showInvisible(
    path.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join(''),
  ).slice(1) || 'the file';

const withPathOf = (outer: Issue, inner: Issue): Issue => ({
  ...inner,
  ...(outer.path && { path: [...outer.path, ...(inner.path ?? [])] as NonNullable<Issue['path']> }),
});

/**
 * Of the alternatives of a union that all failed, the one that was meant: the one that found a mistake
 * inside the value, else the last one of the type of the value, whose message names the others.
 */
function meant(issue: Issue): Issue[] {
  if (!issue.issues) return [issue];
  const inside = issue.issues.filter(({ path }) => path !== undefined);
  const ofType = issue.issues.filter(
    ({ type }) => (type === 'picklist') === (typeof issue.input === 'string'),
  );
  const chosen = inside.length > 0 ? inside : ofType.slice(-1);
  return chosen.map((inner) => withPathOf(issue, inner)).flatMap(meant);
}

/** Tells whether a key is missing because it is misspelt: the mistake of the unknown key then names it. */
const isMisspelt = ({ path, expected, message }: Issue, issues: readonly Issue[]): boolean =>
  message === `the key ${expected}` &&
  issues.some(
    (other) =>
      other.expected === 'never' &&
      other.message.endsWith(`did you mean ${expected}?`) &&
      writePath(other.path?.slice(0, -1)) === writePath(path?.slice(0, -1)),
  );

/** Turns what valibot found into mistakes that a person can correct. */
export const toMistakes = (issues: readonly Issue[]): PolicyMistake[] =>
  issues
    .flatMap(meant)
    .filter((issue, _, all) => !isMisspelt(issue, all))
    .map((issue) => ({
      path: writePath(issue.path),
      expected: issue.message,
      found: issue.expected === 'never' ? 'an unknown key' : show(issue.input),
    }));
