const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Runs what Ctrl-C, or a request to end, may stop: it is told by its signal, and ends when it is ready to. */
export async function interruptible<Result>(
  action: (stop: AbortController) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  // Not once: on Ctrl-C npm sends a second SIGINT after the terminal's own.
  for (const signal of SIGNALS) process.on(signal, abort);
  try {
    return await action(stop);
  } finally {
    for (const signal of SIGNALS) process.off(signal, abort);
  }
}
