import { redirect as redirectEvent } from '../events.ts';
import { ask } from '../send.ts';
import { gather } from './gather.ts';
import { callerLeft, destinationOf, type Play } from './play.ts';
import { record } from './record.ts';
import { refer } from './refer.ts';
import { type PromptVerb, promptSeconds } from './seconds.ts';
import { transfer } from './transfer.ts';

const prompt =
  (verbName: PromptVerb): Play =>
  async (live, verb) => {
    live.begin('prompt');
    const text = verb.text.trim();
    const whole = live.spend(promptSeconds(verbName, text));
    await live.addMoment({ kind: 'heard', verb: verbName, text, whole });
    return whole ? 'continue' : callerLeft(live, 'a prompt');
  };

const wait =
  (verbName: 'Pause' | 'Ring', defaultSeconds: number): Play =>
  async (live, verb) => {
    const seconds = Number(verb.attributes.duration ?? defaultSeconds);
    const stays = live.spend(seconds);
    await live.addMoment({ kind: 'waited', verb: verbName, seconds });
    return stays ? 'continue' : callerLeft(live, verbName);
  };

/** The call goes on with the BXML of another URL. */
const redirect: Play = async (live, verb, documentUrl) => {
  live.setTag(verb.attributes.tag);
  const to = destinationOf(verb, 'redirect', documentUrl);
  return (to && (await ask(live, to, redirectEvent(live)))) ?? 'ended';
};

/** How each verb that can be read is played. */
export const PLAY: Readonly<Record<string, Play>> = {
  Refer: refer,
  Transfer: transfer,
  SpeakSentence: prompt('SpeakSentence'),
  PlayAudio: prompt('PlayAudio'),
  Pause: wait('Pause', 1),
  Ring: wait('Ring', 5),
  Record: record,
  Gather: gather,
  Redirect: redirect,
  /** Its trimmed text is the tag of later events; blank clears it. */
  Tag: async (live, verb) => {
    live.setTag(verb.text.trim());
    return 'continue';
  },
  Hangup: async (live) => {
    await live.end('hangup', '<Hangup>');
    return 'ended';
  },
};
