import { type AnyNode, parse } from '@humanwhocodes/momoa';
import { showInvisible } from '../functions/recovery/policy-file/invisible.ts';
import type { PolicyMistake } from '../functions/recovery/policy-file/mistakes.ts';

function doublesIn(node: AnyNode, path: string): PolicyMistake[] {
  if (node.type === 'Array') {
    return node.elements.flatMap(({ value }, index) => doublesIn(value, `${path}[${index}]`));
  }
  if (node.type !== 'Object') return [];
  const linesByKey = new Map<string, number[]>();
  const inside = node.members.flatMap(({ name, value }) => {
    const key = name.type === 'String' ? name.value : name.name;
    linesByKey.set(key, [...(linesByKey.get(key) ?? []), name.loc.start.line]);
    return doublesIn(value, `${path}.${key}`);
  });
  const doubled = [...linesByKey].filter(([, lines]) => lines.length > 1);
  return [
    ...doubled.map(([key, lines]) => ({
      path: showInvisible(`${path}.${key}`).slice(1),
      expected: 'each key once',
      found: `the key ${lines.length} times, on the lines ${lines.join(', ')}`,
    })),
    ...inside,
  ];
}

/**
 * The keys that stand more than once in one object of a JSON text: `JSON.parse` takes the last of
 * them without a word. Nothing is found in a text nested thousands deep, which no policy is.
 */
export function doubledKeys(json: string): PolicyMistake[] {
  try {
    return doublesIn(parse(json).body, '');
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}
