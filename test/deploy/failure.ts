/** What went otherwise than it must; its message is for the person who ran the program. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
