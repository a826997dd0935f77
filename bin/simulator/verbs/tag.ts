import type { Play } from './play.ts';

/** Plays `<Tag>`: its trimmed text is the tag of later events; blank clears it. */
export const tag: Play = async (live, verb) => {
  live.setTag(verb.text.trim());
  return 'continue';
};
