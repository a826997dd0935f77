import { createHash } from 'node:crypto';
import type { ReadStored } from '../stored.ts';
import { type HttpAnswer, only, type Timeline } from '../timeline.ts';

/** The name of the invariant that {@link storedOnce} checks. */
export const STORED_ONCE = 'every callback was stored exactly once';

/** The same, of the table of a second deployment. */
export const STORED_IN_BOTH = `${STORED_ONCE}, in the second region too`;

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** The id of the hand-off that a key has taken: what connects is stored once for each. */
function acceptedId(eventType: unknown, url: string, { body }: HttpAnswer): string | undefined {
  if (eventType !== 'gather' || new TextDecoder().decode(body).includes('<Hangup/>')) return undefined;
  return new URL(url).searchParams.get('confirm') ?? undefined;
}

/** The name of the invariant that {@link completedOnlyIfTaken} checks. */
export const COMPLETED_ONLY_IF_TAKEN =
  'no hand-off is stored as completed that its callee was asked to take, and did not';

/** Compares what callees did who were asked with what is stored of their hand-offs. */
export async function completedOnlyIfTaken(
  timeline: Timeline,
  readStored: ReadStored,
): Promise<string | undefined> {
  const taken = only(timeline, 'hand-off').flatMap(({ asked }) => (asked?.isTaken ? [asked.id] : []));
  const completed = (await readStored(timeline.call.callId)).find(
    ({ outcome, confirm }) => outcome === 'completed' && confirm !== undefined && !taken.includes(confirm),
  );
  return completed && `${completed.eventKey} is completed, and nobody took it`;
}

/**
 * The keys that a call's callbacks are stored under, by call id. What happens to a
 * B-leg is stored with its A-leg, and its own call id in the key: legs may end at once. So may
 * hand-offs and recordings: the key has the number or the destination of the one, the id of the other.
 */
function expectedKeys(timeline: Timeline): Map<string, Set<string>> {
  const keys = new Map<string, Set<string>>([[timeline.call.callId, new Set()]]);
  for (const { url, fields, answer } of only(timeline, 'callback')) {
    const { callId, parentCallId, eventTime, eventType, recordingId } = fields;
    // What came too late is not known: of a key the answer of the second deployment, to the same event, tells.
    const isTold =
      answer.died === undefined || (answer.died === 'answers too late' && eventType !== 'gather');
    if (!isTold) continue;
    const accepted = acceptedId(eventType, url, answer);
    const storedWith = String(parentCallId ?? callId);
    const { searchParams } = new URL(url);
    const attempt = Number(searchParams.get('attempt'));
    const destination = searchParams.get('destination');
    const confirm = searchParams.get('confirm');
    const ofAsked = confirm && `#${confirm}`;
    const handOff = attempt > 1 ? `${attempt}${ofAsked ?? ''}` : destination && hashOf(destination);
    const known = recordingId ?? (parentCallId ? callId : handOff);
    const own = [eventTime, eventType, ...(known ? [known] : [])].join('#');
    const key = accepted === undefined ? own : `accepted#${accepted}`;
    keys.set(storedWith, (keys.get(storedWith) ?? new Set()).add(key));
  }
  return keys;
}

/** Compares what was sent of a call with what is stored of it; says what is missing, doubled or not ours. */
export async function storedOnce(timeline: Timeline, readStored: ReadStored): Promise<string | undefined> {
  for (const [callId, expected] of expectedKeys(timeline)) {
    const stored = (await readStored(callId)).map(({ eventKey }) => eventKey);
    const missing = [...expected].filter((key) => !stored.includes(key));
    const strange = stored.filter((key, at) => !expected.has(key) || stored.indexOf(key) !== at);
    if (missing.length > 0) return `not stored: ${missing.join(', ')}`;
    if (strange.length > 0) return `stored but not sent, or twice: ${strange.join(', ')}`;
  }
  return undefined;
}
