import { Fn, Token, Tokenization } from 'aws-cdk-lib';
import type { ReadValue } from './read-value.ts';
import { TOKEN_HASHES, tokenHashes } from './token-hashes.ts';
import { wrong } from './wrong-value.ts';

const isOneOfDeployment = (found: unknown): boolean => Token.isUnresolved(found) && !Array.isArray(found);

/** Reads a text, or takes what CDK will only know at deployment as one: nothing depends on it at synth. */
export const alsoOfDeployment =
  (read: ReadValue<string>): ReadValue<string> =>
  (name, found) =>
    isOneOfDeployment(found) && typeof found !== 'number' ? Token.asString(found) : read(name, found);

/** The same for a number; a parameter may give it as a text. */
export const numberAlsoOfDeployment =
  (read: ReadValue<number>): ReadValue<number> =>
  (name, found) =>
    isOneOfDeployment(found) ? Token.asNumber(found) : read(name, found);

/** A list that is known at deployment as the comma list that the functions read. */
function asText(name: string, found: unknown): unknown {
  if (!Token.isUnresolved(found)) {
    const isList = typeof found === 'string' && Tokenization.reverseList([found]) !== undefined;
    return isList ? Fn.join(',', [found]) : found;
  }
  // A number is no hash, whatever it will be.
  if (typeof found === 'number') throw wrong(name, TOKEN_HASHES, found);
  return Token.asString(found);
}

/** Reads {@link tokenHashes}, each known at synth or at deployment: the functions compare them. */
export const hashesAlsoOfDeployment: ReadValue<readonly string[]> = (name, found) =>
  tokenHashes(
    name,
    [found].flat().map((each) => asText(name, each)),
    Token.isUnresolved,
  );
