import type { Call } from '../../simulator/call.ts';

/**
 * A scenario is written for a policy of its own. Under this server's, a destination that it does not
 * name behaves as the next of its own that was not called yet: "busy, then answers" stays that.
 */
export function adaptedBehaviour({ behave }: Call, named: readonly string[]): Call['behave'] {
  const unused = [...named];
  const standIns = new Map<string, string>();
  return (destination, time) => {
    if (named.includes(destination)) {
      if (unused.includes(destination)) unused.splice(unused.indexOf(destination), 1);
      return behave(destination, time);
    }
    const standIn = standIns.get(destination) ?? unused.shift();
    if (standIn === undefined) return behave(destination, time);
    standIns.set(destination, standIn);
    return behave(standIn, time);
  };
}
