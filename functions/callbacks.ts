/**
 * The safe answer for whoever waits: `goodbye`, the document of that prompt; `connect`, which lets a callee talk to the
 * caller, as a caller with a person beats a caller without; `nothing`, as Bandwidth drops the answer and nobody waits
 * (https://dev.bandwidth.com/docs/voice/webhooks/).
 */
export type Safe = 'goodbye' | 'connect' | 'nothing';

/** Models of Bandwidth's SDKs have this name for `recordComplete` (`RecordingCompleteCallback` of bandwidth-sdk). */
const RECORD_COMPLETE_OF_SDKS = 'recordingComplete';

/** All that the product knows of a callback, in one place. */
interface Row {
  readonly name: string;
  readonly eventTypes: readonly [string, ...string[]];
  readonly setting: string;
  readonly safe: Safe;
}

/**
 * The callbacks that we answer, written once: the stack makes a Lambda and a
 * route of each row, the local server serves them, the simulator calls them,
 * and our own answers point back at them.
 *
 * - `name` is the folder under `functions/`, the last segment of the URL
 *   (`/{token}/refer-complete`), and a URL relative to every sibling.
 * - `eventTypes` are the names that Bandwidth has for its event, the documented one first.
 * - `setting` is where a user of Bandwidth puts the URL; Create Call is `POST /calls`.
 * - `safe` tells what is safe for whoever waits at its URL when all else has failed.
 */
export const CALLBACKS = [
  {
    name: 'initiate',
    eventTypes: ['initiate'],
    setting: 'CallInitiatedCallbackUrl of the application',
    safe: 'goodbye',
  },
  {
    name: 'answer',
    eventTypes: ['answer'],
    setting: 'answerUrl of Create Call',
    safe: 'goodbye',
  },
  {
    name: 'refer-complete',
    eventTypes: ['referComplete'],
    setting: 'referCompleteUrl of <Refer>',
    safe: 'goodbye',
  },
  {
    name: 'transfer-complete',
    eventTypes: ['transferComplete'],
    setting: 'transferCompleteUrl of <Transfer>',
    safe: 'goodbye',
  },
  {
    name: 'transfer-answer',
    eventTypes: ['transferAnswer'],
    setting: 'transferAnswerUrl of <PhoneNumber> and <SipUri>',
    safe: 'connect',
  },
  {
    name: 'gather',
    eventTypes: ['gather'],
    setting: 'gatherUrl of <Gather>',
    safe: 'connect',
  },
  {
    name: 'transfer-disconnect',
    eventTypes: ['transferDisconnect'],
    setting: 'transferDisconnectUrl of <PhoneNumber> and <SipUri>',
    safe: 'nothing',
  },
  {
    name: 'record-complete',
    eventTypes: ['recordComplete', RECORD_COMPLETE_OF_SDKS],
    setting: 'recordCompleteUrl of <Record>',
    safe: 'goodbye',
  },
  {
    name: 'recording-available',
    eventTypes: ['recordingAvailable'],
    setting: 'recordingAvailableUrl of <Record>',
    safe: 'nothing',
  },
  {
    name: 'disconnect',
    eventTypes: ['disconnect'],
    setting: 'CallStatusCallbackUrl of the application, or disconnectUrl of Create Call',
    safe: 'nothing',
  },
] as const satisfies readonly Row[];

/** One row of {@link CALLBACKS}. */
export type CallbackRow = (typeof CALLBACKS)[number];

/** The name of a callback: its folder, and the last segment of its URL. */
export type CallbackName = CallbackRow['name'];

/** The name of a function: its folder. `redrive` answers no callback, but the queue of unstored outcomes. */
export type FunctionName = CallbackName | 'redrive';

/** The row of a callback. */
export const callbackRow = (name: CallbackName): CallbackRow =>
  CALLBACKS.find((row) => row.name === name) as CallbackRow;

/** The row of the callback that is for an event type; `undefined` where none is. */
export const callbackOfEvent = (eventType: unknown): CallbackRow | undefined =>
  CALLBACKS.find(({ eventTypes }) => eventTypes.some((each) => each === eventType));

/**
 * Finds the safe answer to an event that could not be handled, by its own type, whatever URL it came to. A call
 * may wait for the answer to a type that we do not know. Whose keys a `gather` tells, its URL says: a caller's in a
 * menu, a callee's who was asked; where it says neither, only a callee's leg has a `parentCallId`.
 */
export function safeFor(
  { eventType, parentCallId }: Readonly<Record<string, unknown>>,
  query?: URLSearchParams,
): Safe {
  const safe = callbackOfEvent(eventType)?.safe ?? 'goodbye';
  if (eventType !== 'gather') return safe;
  const isOfCallee = !query?.has('menu') && (query?.has('confirm') || parentCallId);
  return isOfCallee ? safe : 'goodbye';
}

/** The output of the stack that has the URL of a callback: `refer-complete` is `ReferCompleteUrl`. */
export const urlOutput = (name: CallbackName): string =>
  `${name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Url`;

/** The path of a callback as API Gateway writes routes. */
export const callbackPath = (name: CallbackName): `/{token}/${CallbackName}` => `/{token}/${name}`;
