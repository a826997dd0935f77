/** A mistake in how a program was used. Its message is all that a person needs to see. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
  /** The exit code of the program. */
  readonly exitCode: number = 2;
}

/** Thrown where the thing that was asked for failed, or does not exist. */
export class Failure extends UsageError {
  override readonly name: string = 'Failure';
  override readonly exitCode = 1;
}

/**
 * Prints a {@link UsageError} and has the program end with its exit code.
 * @throws everything else: a defect of ours keeps its stack
 */
export function tellMistake(error: unknown): void {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
