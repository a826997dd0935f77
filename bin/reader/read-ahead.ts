/** Reads something about each item, in the order of the items; so many reads go on at once, and as many items are held back. */
export async function* readAhead<Item, Read>(
  items: AsyncIterable<Item> | Iterable<Item>,
  read: (item: Item) => Promise<Read>,
  most: number,
): AsyncGenerator<Read> {
  const held: Promise<Read>[] = [];
  for await (const item of items) {
    const begun = read(item);
    // It is awaited below; until then a failure must not end the process.
    begun.catch(() => undefined);
    held.push(begun);
    while (held.length >= most) yield await (held.shift() as Promise<Read>);
  }
  for (const begun of held) yield await begun;
}
