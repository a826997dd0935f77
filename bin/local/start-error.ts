/** A mistake that keeps a program from starting: its message is ready to print and says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
