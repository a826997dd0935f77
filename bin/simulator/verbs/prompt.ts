import { callerLeft, type Play } from './play.ts';

/** Simulated: people read aloud about 15 characters a second. */
const CHARACTERS_PER_SECOND = 15;

/** Simulated length of any audio file. */
const AUDIO_SECONDS = 8;

const prompt =
  (verbName: 'SpeakSentence' | 'PlayAudio', secondsOf: (text: string) => number): Play =>
  async (live, verb) => {
    live.begin('prompt');
    const text = verb.text.trim();
    const whole = live.spend(secondsOf(text));
    await live.record({ kind: 'heard', verb: verbName, text, whole });
    return whole ? 'continue' : callerLeft(live, 'a prompt');
  };

/** Plays `<SpeakSentence>`: the caller hears its text. */
export const speakSentence = prompt('SpeakSentence', (text) =>
  Math.max(1, text.length / CHARACTERS_PER_SECOND),
);

/** Plays `<PlayAudio>`: the caller hears a file, which is not fetched. */
export const playAudio = prompt('PlayAudio', () => AUDIO_SECONDS);
