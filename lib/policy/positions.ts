import { type Node, parseTree } from 'jsonc-parser';
import { showInvisible } from './invisible.ts';

/** A place in a text: both count from 1, and columns in UTF-16 units, as editors do. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds the position of an offset in a text whose lines end as those of any system. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ index, 0: end }) => index + end.length)];
  return (offset) => {
    const line = starts.findLastIndex((start) => start <= offset);
    return { line: line + 1, column: offset - (starts[line] as number) + 1 };
  };
}

/** The tree of a JSON text; none of one that is nested thousands deep, which the parser throws at, and no policy is. */
export function treeOf(json: string): Node | undefined {
  try {
    return parseTree(json);
  } catch {
    return undefined;
  }
}

/** Each key and each element below a node of a text that `JSON.parse` takes, by its path. */
const offsetsIn = ({ type, children = [] }: Node, path: string): [path: string, offset: number][] =>
  children.flatMap((child, index) => {
    const [name, value] = type === 'object' ? (child.children as [Node, Node]) : [child, child];
    const own = type === 'object' ? `${path}.${name.value}` : `${path}[${index}]`;
    return [[own, name.offset], ...offsetsIn(value, own)];
  });

/**
 * Finds where a path of a mistake stands in the text of its policy: at the key, or at the element of a list. A key
 * that is missing is looked for at the object without it; of doubled keys the last counts, as for `JSON.parse`.
 * Nothing is found in a text that is nested thousands deep.
 */
export function pathsIn(json: string): (path: string) => Position | undefined {
  const tree = treeOf(json);
  if (!tree) return () => undefined;
  const offsets = new Map(
    offsetsIn(tree, '').map(([path, offset]) => [showInvisible(path).replace(/^\./, ''), offset]),
  );
  const positionOf = positionsIn(json);
  return (path) => {
    let known = showInvisible(path);
    while (known !== '' && !offsets.has(known))
      known = known.slice(0, Math.max(0, known.lastIndexOf('.'), known.lastIndexOf('[')));
    return positionOf(offsets.get(known) ?? tree.offset);
  };
}
