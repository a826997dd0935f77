import { LIMITS } from '../limits.ts';
import { type Element, NotWellFormed, parseXml } from './element.ts';
import { VERBS, type VerbRule } from './rules.ts';

/** A document as the platform sees it: verbs to execute, or why it takes none of them. */
type Bxml = { readonly verbs: readonly Element[] } | { readonly problem: string };

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

function attributeProblem({ name, attributes }: Element, rule: VerbRule): string | undefined {
  for (const [key, value] of Object.entries(attributes)) {
    if (rule.attributes === 'any') continue;
    const attribute = own(rule.attributes, key);
    if (!attribute) return `<${name}> has no attribute ${key}`;
    const problem = attribute(value);
    if (problem) return `${key}="${value.slice(0, 60)}" of <${name}>: ${problem}`;
  }
  const problem = rule.together?.(attributes);
  return problem && `<${name}> ${problem}`;
}

function contentProblem({ name, children, text }: Element, rule: VerbRule): string | undefined {
  const [least, most] = rule.count ?? [0, Number.POSITIVE_INFINITY];
  if (children.length < least || children.length > most) {
    return `${children.length} elements in <${name}>, expected ${least === most ? least : `${least} to ${most}`}`;
  }
  const ownText = children.reduce((rest, child) => rest.replace(child.text, ''), text).trim();
  if (!rule.text) return ownText === '' ? undefined : `text "${ownText.slice(0, 60)}" in <${name}>`;
  const problem = rule.text(text);
  return problem && `text "${text.slice(0, 60)}" of <${name}>: ${problem}`;
}

/** The first thing that is wrong with an element or with one inside it. */
function problemOf(element: Element, rule: VerbRule): string | undefined {
  const problem = attributeProblem(element, rule) ?? contentProblem(element, rule);
  if (problem) return problem;
  for (const child of element.children) {
    const childRule = own(rule.children ?? {}, child.name);
    const childProblem = childRule ? problemOf(child, childRule) : `<${child.name}> in <${element.name}>`;
    if (childProblem) return childProblem;
  }
  return undefined;
}

/**
 * Reads an answer as strictly as the platform: well-formed, a `<Response>`, known
 * verbs with known attributes inside their limits, not too large.
 */
export function readBxml(bytes: Uint8Array, mostBytes: number = LIMITS.bxmlBytes): Bxml {
  if (bytes.length > mostBytes) return { problem: `${bytes.length} bytes; the limit is ${mostBytes}` };
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { problem: 'not UTF-8' };
  }
  try {
    const root = parseXml(text);
    if (root.name !== 'Response' && root.name !== 'Bxml') return { problem: `root element <${root.name}>` };
    const problem = problemOf(root, { attributes: {}, children: VERBS });
    return problem ? { problem } : { verbs: root.children };
  } catch (error) {
    if (error instanceof NotWellFormed) return { problem: `not well-formed: ${error.message}` };
    throw error;
  }
}
