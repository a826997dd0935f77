import type * as v from 'valibot';

/** One mistake in a policy: where it is, what was expected there and what was found. */
export interface PolicyMistake {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
}

type Issue = v.BaseIssue<unknown>;

/** The values shown are cut: a prompt may be long. */
const MAX_SHOWN_CHARACTERS = 60;

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : text;
}

/** The file is an object: the path of what is in it begins with a dot, which is left out. */
const writePath = (issue: Issue): string =>
  (issue.path ?? [])
    .map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .slice(1) || 'the file';

const withPathOf = (outer: Issue, inner: Issue): Issue => ({
  ...inner,
  ...(outer.path && { path: [...outer.path, ...(inner.path ?? [])] as NonNullable<Issue['path']> }),
});

/**
 * Of the alternatives of a union that all failed, the one that was meant: the one
 * that took the value at all and found the mistake inside it, else the one of its type.
 */
function meant(issue: Issue): Issue[] {
  if (!issue.issues) return [issue];
  const inside = issue.issues.filter(({ path }) => path !== undefined);
  const ofType = issue.issues.filter(
    ({ type }) => (type === 'picklist') === (typeof issue.input === 'string'),
  );
  const chosen = inside.length > 0 ? inside : ofType;
  return chosen.map((inner) => withPathOf(issue, inner)).flatMap(meant);
}

/** Reads what valibot found as mistakes that a person can correct. */
export const toMistakes = (issues: readonly Issue[]): PolicyMistake[] =>
  issues.flatMap(meant).map((issue) => ({
    path: writePath(issue),
    expected: issue.message,
    found: issue.expected === 'never' ? 'an unknown key' : show(issue.input),
  }));
