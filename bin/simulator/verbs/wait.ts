import { callerLeft, type Play } from './play.ts';

const wait =
  (verbName: 'Pause' | 'Ring', defaultSeconds: number): Play =>
  async (live, verb) => {
    const seconds = Number(verb.attributes.duration ?? defaultSeconds);
    const stays = live.spend(seconds);
    await live.record({ kind: 'waited', verb: verbName, seconds });
    return stays ? 'continue' : callerLeft(live, verbName);
  };

/** Plays `<Pause>`. */
export const pause = wait('Pause', 1);

/** Plays `<Ring>`. */
export const ring = wait('Ring', 5);
