import { stderr } from 'node:process';

/** Tells a person what goes on: one line that changes at a terminal, else a line a phase. */
export interface Progress {
  phase(title: string): void;
  step(done: number, all: number): void;
  end(): void;
}

/** Writes to standard error, so that the report alone is on standard output. */
export function showProgress(): Progress {
  let title = '';
  return {
    phase(next) {
      if (stderr.isTTY && title) stderr.write('\n');
      title = next;
      stderr.write(stderr.isTTY ? title : `${title}\n`);
    },
    step(done, all) {
      if (stderr.isTTY) stderr.write(`\r${title} ${done}/${all}`);
    },
    end() {
      if (stderr.isTTY) stderr.write('\n');
    },
  };
}
