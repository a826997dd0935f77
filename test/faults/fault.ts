/**
 * What can go wrong between an AWS client and its service.
 *
 * - `latency`: the answer comes, late
 * - `hang`: the request does not arrive, and nothing comes back
 * - `error`: 500
 * - `throttle`: 400, as a service refuses what is too much for it
 * - `reset`: the connection breaks before the request arrives
 * - `half-answer`: done, but the connection breaks in the middle of the answer
 * - `wrong-json`: done, but the answer cannot be read
 * - `lost-answer`: done, but the connection breaks before the answer
 */
export const FAULTS = [
  'latency',
  'hang',
  'error',
  'throttle',
  'reset',
  'half-answer',
  'wrong-json',
  'lost-answer',
] as const;

/** The name of a fault. */
export type Fault = (typeof FAULTS)[number];
