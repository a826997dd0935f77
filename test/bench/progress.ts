import { stderr } from 'node:process';

/** Says on standard error what begins: standard output holds the report alone. */
export const phase = (title: string): void => void stderr.write(`${title}\n`);

/** Counts rounds from 0; at a terminal the line on standard error counts along. */
export function* rounds(title: string, count: number): Generator<number> {
  if (!stderr.isTTY) phase(title);
  for (let round = 0; round < count; round += 1) {
    yield round;
    if (stderr.isTTY) stderr.write(`\r${title} ${round + 1}/${count}`);
  }
  if (stderr.isTTY) stderr.write('\n');
}
