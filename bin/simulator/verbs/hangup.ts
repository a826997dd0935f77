import type { Play } from './play.ts';

/** Plays `<Hangup>`. */
export const hangup: Play = async (live) => {
  await live.end('hangup', '<Hangup>');
  return 'ended';
};
