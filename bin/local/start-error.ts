import { Failure } from '../usage/usage-error.ts';

/** The local server cannot start. Its message is all that a person needs to see. */
export class StartError extends Failure {
  override readonly name = 'StartError';
}
