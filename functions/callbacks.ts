/**
 * The callbacks that we answer, written once: the stack makes a Lambda and a
 * route of each row, the local server serves them, the simulator calls them,
 * and our own answers point back at them.
 *
 * `name` is the folder under `functions/`, the last segment of the URL
 * (`/{token}/refer-complete`), and a URL relative to every sibling.
 */
export const CALLBACKS = [
  { name: 'refer-complete', eventType: 'referComplete', output: 'ReferCompleteUrl' },
  { name: 'transfer-complete', eventType: 'transferComplete', output: 'TransferCompleteUrl' },
] as const;

/** One row of {@link CALLBACKS}. */
export type CallbackRow = (typeof CALLBACKS)[number];

/** The name of a callback: its folder, and the last segment of its URL. */
export type CallbackName = CallbackRow['name'];

/** The path of a callback as API Gateway writes routes. */
export const callbackPath = (name: CallbackName): `/{token}/${CallbackName}` => `/{token}/${name}`;
