import { canRefer } from '../call.ts';
import { type ReferCodes, referComplete } from '../events.ts';
import type { LiveCall } from '../live-call.ts';
import { ask, sendUnanswered } from '../send.ts';
import { callerLeft, destinationOf, type Play } from './play.ts';

const isSuccess = (code: number | undefined): boolean => code !== undefined && code >= 200 && code < 300;

/** Foresees the result of a REFER, and when it comes. */
function outlook(live: LiveCall, destination: string): ReferCodes & { readonly afterSeconds: number } {
  const { notifySeconds } = live.limits;
  const unsent = { success: false, referSipResponseCode: undefined, notifySipResponseCode: undefined };
  // Undocumented: what a leg that cannot be REFERred gives. Assumed: a failure in which no SIP message took part.
  if (!canRefer(live.call)) return { ...unsent, afterSeconds: 0.2 };
  const { referResponseCode, notifyResponseCode, afterSeconds } = live.behaviourAt(destination, {
    by: 'refer',
    leg: 0,
    asked: false,
  });
  if (!isSuccess(referResponseCode))
    return { ...unsent, referSipResponseCode: referResponseCode, afterSeconds };
  const notified = notifyResponseCode !== undefined && afterSeconds < notifySeconds;
  return {
    success: notified && isSuccess(notifyResponseCode),
    referSipResponseCode: referResponseCode,
    notifySipResponseCode: notified ? notifyResponseCode : undefined,
    afterSeconds: notified ? afterSeconds : notifySeconds,
  };
}

const describe = ({ referSipResponseCode: refer, notifySipResponseCode: notify }: ReferCodes): string =>
  `refer ${refer ?? 'none'}${notify === undefined ? '' : ` notify ${notify}`}`;

/**
 * Plays `<Refer>`. On success the call is gone and its answer ignored; on failure
 * the answer runs, or the verbs that follow where no URL is set. What arrives when
 * the caller hangs up meanwhile is undocumented; assumed: no `referComplete`.
 */
export const refer: Play = async (live, verb, documentUrl) => {
  live.setTag(verb.attributes.tag);
  live.begin('hand-off');
  const destination = verb.text.trim();
  const { afterSeconds, ...result } = outlook(live, destination);
  const stays = live.spend(afterSeconds);
  await live.addMoment({
    kind: 'hand-off',
    by: 'refer',
    destination,
    result: stays ? describe(result) : 'refer abandoned',
    connected: stays && result.success,
  });
  if (!stays) return callerLeft(live, 'a REFER');

  const to = destinationOf(verb, 'referComplete', documentUrl);
  if (result.success) {
    if (to) await sendUnanswered(live, to, referComplete(live, result));
    await live.end('referred', `to ${destination}`);
    return 'ended';
  }
  return to ? ((await ask(live, to, referComplete(live, result))) ?? 'ended') : 'continue';
};
