import type { Node } from 'jsonc-parser';
import { showInvisible } from './invisible.ts';
import type { PolicyMistake } from './mistakes.ts';
import { positionsIn, treeOf } from './positions.ts';

type LineAt = (offset: number) => number;

function doublesIn({ type, children = [] }: Node, path: string, lineAt: LineAt): PolicyMistake[] {
  if (type === 'array') {
    return children.flatMap((child, index) => doublesIn(child, `${path}[${index}]`, lineAt));
  }
  const offsetsByKey = new Map<string, number[]>();
  const inside = children.flatMap(({ children: [name, value] = [] }) => {
    if (!name || !value) return [];
    offsetsByKey.set(name.value, [...(offsetsByKey.get(name.value) ?? []), name.offset]);
    return doublesIn(value, `${path}.${name.value}`, lineAt);
  });
  const doubled = [...offsetsByKey].filter(([, offsets]) => offsets.length > 1);
  return [
    ...doubled.map(([key, offsets]) => ({
      path: showInvisible(`${path}.${key}`).slice(1),
      expected: 'each key only once',
      found: `the key ${offsets.length} times, on lines ${offsets.map(lineAt).join(', ')}`,
    })),
    ...inside,
  ];
}

/**
 * The keys that occur more than once in one object of a JSON text: `JSON.parse` silently takes the last.
 * Nothing is found in a text that is nested thousands deep, which no policy is.
 */
export function doubledKeys(json: string): PolicyMistake[] {
  const tree = treeOf(json);
  const positionOf = positionsIn(json);
  return tree ? doublesIn(tree, '', (offset) => positionOf(offset).line) : [];
}
