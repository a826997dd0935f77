import type { Element } from '../bxml/element.ts';
import { callIdentifier, type Message } from '../call.ts';
import type { LiveCall } from '../live-call.ts';
import { recordComplete, recordingAvailable } from '../recording-events.ts';
import { ask, sendUnanswered } from '../send.ts';
import type { MessageMoment } from '../timeline.ts';
import { callerLeft, destinationOf, type Play } from './play.ts';

/** The message of a caller where the call does not say. */
const MESSAGE: Message = { speaksSeconds: 12, ends: 'by pressing #' };

/** Simulated seconds after which a recording can be fetched. */
const PROCESSING_SECONDS = 2;

/** How long a recording takes by its attributes and by what the caller does, and what ends it. */
function outlook(
  { attributes }: Element,
  { speaksSeconds, ends }: Message,
): Pick<MessageMoment, 'seconds' | 'endedBy'> {
  const most = Number(attributes.maxDuration ?? 60);
  const silence = Number(attributes.silenceTimeout ?? 0) || Number.POSITIVE_INFINITY;
  const keys = [...(attributes.terminatingDigits ?? '#')].map((key) => `by pressing ${key}`);
  const isEnded = ends === 'by hanging up' || keys.includes(ends);
  const seconds = isEnded ? speaksSeconds : speaksSeconds + silence;
  if (seconds >= most) return { seconds: most, endedBy: 'its limit' };
  return { seconds, endedBy: ends === 'by hanging up' ? 'the caller' : isEnded ? 'a key' : 'silence' };
}

/** Lets the caller speak; false if they hang up. */
async function speak(live: LiveCall, verb: Element, recordingId: string): Promise<boolean> {
  const message = live.call.leaves?.(live.countTime(':leaves')) ?? MESSAGE;
  const { seconds, endedBy } = outlook(verb, message);
  const startedMillis = live.nowMillis;
  const stays = live.spend(seconds) && endedBy !== 'the caller';
  await live.addMoment({
    kind: 'message',
    recordingId,
    seconds: (live.nowMillis - startedMillis) / 1000,
    endedBy: stays ? endedBy : 'the caller',
  });
  return stays;
}

/**
 * Plays `<Record>`. `recordComplete` is only sent while the caller is there, and its answer runs; what follows
 * the verb runs where there is no URL. `recordingAvailable` comes in every case: when is not documented, here it
 * is after the call.
 */
export const record: Play = async (live, verb, documentUrl) => {
  live.setTag(verb.attributes.tag);
  live.begin('message');
  const recordingId = callIdentifier(`${live.call.callId}/recording/${live.countTime(':recording')}`).replace(
    /^c/,
    'r',
  );
  const startedMillis = live.nowMillis;
  const stays = await speak(live, verb, recordingId);
  const fileFormat = verb.attributes.fileFormat ?? 'wav';
  const recording = { recordingId, startedMillis, endedMillis: live.nowMillis, fileFormat };
  const available = destinationOf(verb, 'recordingAvailable', documentUrl);
  if (available)
    live.heldBack.push(async () => {
      live.pass(PROCESSING_SECONDS);
      await sendUnanswered(live, available, recordingAvailable(live, recording));
    });
  if (!stays) return callerLeft(live, 'a message');
  const to = destinationOf(verb, 'recordComplete', documentUrl);
  return to ? ((await ask(live, to, recordComplete(live, recording))) ?? 'ended') : 'continue';
};
