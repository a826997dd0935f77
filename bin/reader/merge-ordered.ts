interface Head<Row> {
  readonly row: Row;
  readonly source: AsyncIterator<Row>;
}

/** Where a row goes into rows already in order: behind those that are equal to it. */
function insertionIndex<Row>(heads: readonly Head<Row>[], row: Row, compare: (a: Row, b: Row) => number) {
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const head = heads[middle] as Head<Row>;
    if (compare(head.row, row) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
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
      if (!next.done)
        heads.splice(insertionIndex(heads, next.value, compare), 0, { source, row: next.value });
    }
  } finally {
    await Promise.allSettled(iterators.map((iterator) => iterator.return?.()));
  }
}
