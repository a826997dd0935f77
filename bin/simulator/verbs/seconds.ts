/** Simulated: people read aloud about 15 characters a second. */
const CHARACTERS_PER_SECOND = 15;

/** Simulated length of any audio file, which is not fetched. */
const AUDIO_SECONDS = 8;

/** The verbs that are heard. */
export type PromptVerb = 'SpeakSentence' | 'PlayAudio';

/** How long a prompt takes to be heard. */
export const promptSeconds = (verb: PromptVerb, text: string): number =>
  verb === 'PlayAudio' ? AUDIO_SECONDS : Math.max(1, text.length / CHARACTERS_PER_SECOND);
