interface Head<Row> {
  readonly row: Row;
  readonly source: AsyncIterator<Row>;
}

/**
 * Merges sources that are each in order into one that is. All begin at once, then each is asked
 * for a row only when its last one was taken, so memory holds one page a source. Ends them all
 * when it is left early, or when one of them fails.
 */
export async function* mergeOrdered<Row>(
  sources: readonly AsyncIterable<Row>[],
  compare: (one: Row, other: Row) => number,
): AsyncGenerator<Row> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  try {
    const firsts = await Promise.all(
      iterators.map(async (source) => ({ source, first: await source.next() })),
    );
    const heads: Head<Row>[] = firsts
      .flatMap(({ source, first }) => (first.done ? [] : [{ source, row: first.value }]))
      .sort((one, other) => compare(one.row, other.row));
    for (let head = heads.shift(); head; head = heads.shift()) {
      const { row, source } = head;
      yield row;
      const next = await source.next();
      if (next.done) continue;
      const behind = heads.findIndex((other) => compare(other.row, next.value) > 0);
      heads.splice(behind < 0 ? heads.length : behind, 0, { source, row: next.value });
    }
  } finally {
    await Promise.allSettled(iterators.map((iterator) => iterator.return?.()));
  }
}
