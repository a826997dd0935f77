import { hangup } from './hangup.ts';
import type { Play } from './play.ts';
import { playAudio, speakSentence } from './prompt.ts';
import { redirect } from './redirect.ts';
import { refer } from './refer.ts';
import { tag } from './tag.ts';
import { transfer } from './transfer.ts';
import { pause, ring } from './wait.ts';

/** How each verb that can be read is played. */
export const PLAY: Readonly<Record<string, Play>> = {
  Refer: refer,
  Transfer: transfer,
  SpeakSentence: speakSentence,
  PlayAudio: playAudio,
  Pause: pause,
  Ring: ring,
  Redirect: redirect,
  Tag: tag,
  Hangup: hangup,
};
