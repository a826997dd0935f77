import { gatherOfCaller } from '../events.ts';
import { ask } from '../send.ts';
import { callerLeft, destinationOf, type Play } from './play.ts';
import { pressed, pressedWords } from './pressed.ts';

/**
 * Plays `<Gather>` to the caller. Its event comes of no key, too, and does not where the caller hung up; without a URL
 * the keys are lost, and the next verb runs (https://dev.bandwidth.com/docs/voice/bxml/gather).
 */
export const gather: Play = async (live, verb, documentUrl) => {
  live.setTag(verb.attributes.tag);
  const pressing = live.call.presses?.(live.countTime(':presses')) ?? 'as told';
  const { afterSeconds, digits } = pressed(verb, pressing);
  const asked = verb.children.map((prompt) => prompt.text.trim()).join(' ');
  const stays = live.spend(afterSeconds) && digits !== undefined;
  await live.addMoment({ kind: 'menu', asked, does: pressedWords(stays ? digits : undefined) });
  if (!stays) return callerLeft(live, 'a menu');
  const to = destinationOf(verb, 'gather', documentUrl);
  return to ? ((await ask(live, to, gatherOfCaller(live, digits))) ?? 'ended') : 'continue';
};
