import { MATCH_FIELDS, type Policy } from '../../functions/recovery/policy.ts';

/** A word for a POSIX shell, in quotes where it needs them. */
export const shellWord = (text: string): string =>
  /^[\w@%+:,./~=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** What a shell puts in: the time in seconds, and an id that no other call has. Both work on Linux and macOS. */
const NOW = '$(date -u +%FT%TZ)';
const NEW_CALL_ID = '$(mktemp -u c-XXXXXXXX)';

/** A text that a pattern matches. */
const matching = (pattern: string): string =>
  pattern.replace('*', pattern.endsWith('@*') ? 'example.com' : '1');

/**
 * A command, on one line, that posts the end of a `<Refer>` whose target does not exist, for a call of the first
 * route. It is a new call of this moment each time that it is run.
 */
export function firstCurl(url: string, { routes }: Policy): string {
  const match = routes[0]?.match ?? {};
  const fields = MATCH_FIELDS.flatMap((field) => {
    const [pattern] = match[field] ?? [];
    return pattern === undefined ? [] : [[field, matching(pattern)] as const];
  });
  const event = {
    eventType: 'referComplete',
    eventTime: NOW,
    callId: NEW_CALL_ID,
    direction: 'inbound',
    from: 'sip:caller@example.com',
    to: 'sip:support@example.com',
    ...Object.fromEntries(fields),
    referCallStatus: 'failure',
    referSipResponseCode: 202,
    notifySipResponseCode: 404,
  };
  const json = shellWord(JSON.stringify(event));
  const body = [NOW, NEW_CALL_ID].reduce(
    (text, command) => text.replace(command, () => `'${command}'`),
    json,
  );
  return `curl -i ${shellWord(url)} -d ${body}`;
}
