/** A record of the stream of a table, as far as a pipe looks at it. */
export interface StreamRecord {
  readonly eventName: string;
  readonly dynamodb: { readonly NewImage?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };
}

/** What is at the end of a path; `undefined` where it does not lead anywhere. */
const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((found, name) => (found as Record<string, unknown> | undefined)?.[name], value);

type Pattern = { readonly [name: string]: Pattern | readonly unknown[] };

/**
 * Tells whether a pipe lets a record pass, by the rules of event patterns: every leaf is a list of what is allowed
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html). Of the operators
 * it knows `exists` and `anything-but`, which asks for a value.
 */
export function passes(pattern: Pattern, record: unknown): boolean {
  return Object.entries(pattern).every(([name, wanted]) => {
    const value = at(record, [name]);
    if (!Array.isArray(wanted)) return passes(wanted as Pattern, value);
    return wanted.some((allowed) => {
      if (typeof allowed !== 'object') return allowed === value;
      if ('exists' in allowed) return allowed.exists === (value !== undefined);
      if ('anything-but' in allowed) return value !== undefined && !allowed['anything-but'].includes(value);
      throw new Error(`an operator that is not known here: ${JSON.stringify(allowed)}`);
    });
  });
}

/** A variable of a template: dots, and names of letters, digits, dashes and underscores. */
const VARIABLE = /<\$\.([\w.-]+)>/g;

/**
 * What a pipe makes of a record: each variable is replaced by the text at its path, as it is, and what the record
 * lacks by nothing (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html).
 * AWS does not say whether it escapes quotes: here it does not.
 */
export const transformed = (template: string, record: unknown): string =>
  template.replaceAll(VARIABLE, (_, path: string) => String(at(record, path.split('.')) ?? ''));
