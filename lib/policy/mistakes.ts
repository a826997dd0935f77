import type * as v from 'valibot';
import { showInvisible } from './invisible.ts';

/** One mistake in a policy: where it is, what was expected there and what was found. */
export interface PolicyMistake {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

type Issue = v.BaseIssue<unknown>;

/** The values shown are cut: a prompt may be long. */
const MAX_SHOWN_CHARACTERS = 60;

/** A value as JSON; none, if it is nested deeper than can be written. */
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
  const text = toJson(value) ?? 'what is nested too deep to be shown';
  return showInvisible(text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text);
}

/** The file is an object: the path of what is in it begins with a dot, which is left out. */
const writePath = (path: readonly { readonly key: unknown }[] = []): string =>
  showInvisible(
    path.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join(''),
  ).slice(1) || 'the file';

const withPathOf = (outer: Issue, inner: Issue): Issue => ({
  ...inner,
  ...(outer.path && { path: [...outer.path, ...(inner.path ?? [])] as NonNullable<Issue['path']> }),
});

/**
 * Of the alternatives of a union that all failed, the one that was meant: the one
 * that took the value at all and found the mistake inside it, else the one of its type:
 * the last, which names the others.
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

/** A key that is missing because it is misspelt: that one is unknown, and its mistake names this one. */
const isMisspelt = ({ path, expected, message }: Issue, issues: readonly Issue[]): boolean =>
  message === `the key ${expected}` &&
  issues.some(
    (other) =>
      other.expected === 'never' &&
      other.message.endsWith(`did you mean ${expected}?`) &&
      writePath(other.path?.slice(0, -1)) === writePath(path?.slice(0, -1)),
  );

/** Reads what valibot found as mistakes that a person can correct. */
export const toMistakes = (issues: readonly Issue[]): PolicyMistake[] =>
  issues
    .flatMap(meant)
    .filter((issue, _, all) => !isMisspelt(issue, all))
    .map((issue) => ({
      path: writePath(issue.path),
      expected: issue.message,
      found: issue.expected === 'never' ? 'an unknown key' : show(issue.input),
    }));
