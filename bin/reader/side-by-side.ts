/** Lets a function run at most so many times at once; what comes on top waits its turn. */
export function sideBySide<Input, Output>(
  most: number,
  run: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (input) => {
    if (running < most) running += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run(input);
    } finally {
      // A place is handed on, so that nobody who comes now overtakes who waits.
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
