/**
 * Ends the program when the reader of its standard output has left, as `| head`
 * does: without it Node ends with a stack trace.
 */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
