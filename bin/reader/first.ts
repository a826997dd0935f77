/** The first rows, at most that many; the source is read no further. */
export async function* first<Row>(rows: AsyncIterable<Row>, most: number): AsyncGenerator<Row> {
  let count = 0;
  if (most < 1) return;
  for await (const row of rows) {
    yield row;
    count += 1;
    if (count >= most) return;
  }
}
