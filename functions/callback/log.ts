/** How loud a line is; the names are those of Lambda's JSON log format. */
export type LogLevel = 'INFO' | 'WARN' | 'ERROR';

/** An error as it stands in a log line. */
export interface DescribedError {
  readonly name?: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
}

/** How many causes of causes are told: an error may be its own. */
const MAX_CAUSES = 3;

/**
 * Describes whatever was thrown, with what caused it. Total: anything can be thrown,
 * also what cannot be written as text.
 */
export function describeError(error: unknown, causes = MAX_CAUSES): DescribedError {
  try {
    if (!(error instanceof Error)) return { message: `thrown: ${String(error)}` };
    const { name, message, stack, cause } = error;
    return {
      name: String(name),
      message: String(message),
      stack: String(stack),
      ...(cause !== undefined && causes > 0 && { cause: describeError(cause, causes - 1) }),
    };
  } catch {
    return { message: 'thrown: something that cannot be written as text' };
  }
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
