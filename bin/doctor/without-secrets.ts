import type { Deployment } from './deployment.ts';

/** Variables whose value nobody may read. */
const SECRET_VARIABLES = ['BW_CLIENT_SECRET', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'CALLBACK_TOKEN'];

/** A shorter one would be found in any text. */
const SHORTEST_SECRET = 8;

/** Makes what takes tokens and keys out of a text, whoever put them there: an output, a file name, an error of others. */
export function withoutSecrets({ token }: Pick<Deployment, 'token'>): (text: string) => string {
  const known = SECRET_VARIABLES.map((name) => process.env[name] ?? '');
  try {
    known.push(token().token);
  } catch {
    // Without a token there is none to hide.
  }
  const secrets = known.filter((secret) => secret.length >= SHORTEST_SECRET);
  // The longest first: one may be in another.
  secrets.sort((one, other) => other.length - one.length);
  return (text) => secrets.reduce((hidden, secret) => hidden.replaceAll(secret, '…'), text);
}
