import { Readable } from 'node:stream';

/** Sources that begin at once: the SDK has 50 sockets, and warns when many more requests wait for one. */
const MOST_AT_ONCE = 32;

/**
 * Merges sources that are each in order into one that is. All begin, then each is asked for a row only
 * when its last one was taken, so memory holds one page a source. Ends them all when it is left early,
 * or when one of them fails.
 */
export async function* mergeOrdered<Row>(
  sources: readonly AsyncIterable<Row>[],
  compare: (one: Row, other: Row) => number,
): AsyncGenerator<Row> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  const headOf = async (source: AsyncIterator<Row>) => {
    const next = await source.next();
    return next.done ? [] : [{ source, row: next.value }];
  };
  try {
    const firsts = Readable.from(iterators).map(headOf, { concurrency: MOST_AT_ONCE });
    const heads = ((await firsts.toArray()) as Awaited<ReturnType<typeof headOf>>[])
      .flat()
      .sort((one, other) => compare(one.row, other.row));
    for (let head = heads.shift(); head; head = heads.shift()) {
      yield head.row;
      for (const next of await headOf(head.source)) {
        const behind = heads.findIndex((other) => compare(other.row, next.row) > 0);
        heads.splice(behind < 0 ? heads.length : behind, 0, next);
      }
    }
  } finally {
    await Promise.allSettled(iterators.map((iterator) => iterator.return?.()));
  }
}
