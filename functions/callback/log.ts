/** How loud a line is; the names are those of Lambda's JSON log format. */
export type LogLevel = 'INFO' | 'WARN' | 'ERROR';

/** An error as it stands in a log line, with what caused it. */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: `thrown: ${String(error)}` };
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { name: error.name, message: error.message, stack: error.stack, ...cause };
}

/**
 * Writes one JSON line to standard output. Lambda takes a line that is JSON as it
 * stands; `console` would wrap it. JSON also escapes line ends, so that no text of
 * a caller can begin a line of its own.
 */
export function log(level: LogLevel, message: string, details: Readonly<Record<string, unknown>>): void {
  process.stdout.write(
    `${JSON.stringify({ timestamp: new Date().toISOString(), level, message, ...details })}\n`,
  );
}
