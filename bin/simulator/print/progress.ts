/** Where progress is written. */
type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

const BAR = 40;

/** Shows how far a run is: a bar that moves at a terminal, a line at every tenth elsewhere. */
export function progress(total: number, output: Output): (done: number) => void {
  return (done) => {
    const step = Math.max(1, Math.ceil(total / (output.isTTY ? 200 : 10)));
    if (done % step !== 0 && done !== total) return;
    if (!output.isTTY) return void output.write(`${done} of ${total} calls\n`);
    const full = Math.round((done / total) * BAR);
    output.write(
      `\r[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${done} of ${total} calls${done === total ? '\n' : ''}`,
    );
  };
}
