import { seeded } from '../../bin/simulator/random.ts';
import { FAULTS, type Fault } from './fault.ts';

/** Says which fault befalls a request, if any; it is asked once for each. */
export type FaultPlan = (operation: string) => Fault | undefined;

/** How likely each fault is, from 0 to 1; one that is not named never comes. */
export type Probabilities = Readonly<Partial<Record<Fault, number>>>;

/** The faults of a list, one for each request of an operation, then none. */
export function scripted(operation: string, faults: readonly (Fault | undefined)[]): FaultPlan {
  const left = [...faults];
  return (asked) => (asked === operation ? left.shift() : undefined);
}

/** The same fault for every request of an operation. */
export const always =
  (operation: string, fault: Fault): FaultPlan =>
  (asked) =>
    asked === operation ? fault : undefined;

/**
 * Faults at random, by operation; those that are not named are left alone. The same seed
 * gives the same faults to the same requests in the same order.
 */
export function randomFaults(seed: number, likely: Readonly<Record<string, Probabilities>>): FaultPlan {
  const random = seeded(seed);
  return (operation) => {
    const probabilities = likely[operation];
    if (!probabilities) return undefined;
    let left = random.next();
    return FAULTS.find((fault) => {
      left -= probabilities[fault] ?? 0;
      return left < 0;
    });
  };
}
