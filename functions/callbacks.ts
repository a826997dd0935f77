/**
 * What is safe for whoever waits: `goodbye`, the document of that prompt; `nothing`, as Bandwidth drops the answer
 * and nobody waits (https://dev.bandwidth.com/docs/voice/webhooks/).
 */
export type Safe = 'goodbye' | 'nothing';

/**
 * The callbacks that we answer, written once: the stack makes a Lambda and a
 * route of each row, the local server serves them, the simulator calls them,
 * and our own answers point back at them.
 *
 * - `name` is the folder under `functions/`, the last segment of the URL
 *   (`/{token}/refer-complete`), and a URL relative to every sibling.
 * - `setting` is where a user of Bandwidth puts the URL.
 * - `safe` tells what is safe for whoever waits at its URL when all else has failed.
 */
export const CALLBACKS = [
  {
    name: 'initiate',
    eventType: 'initiate',
    output: 'InitiateUrl',
    setting: 'CallInitiatedCallbackUrl of the application',
    safe: 'goodbye',
  },
  {
    name: 'answer',
    eventType: 'answer',
    output: 'AnswerUrl',
    setting: 'answerUrl of the request that creates a call',
    safe: 'goodbye',
  },
  {
    name: 'refer-complete',
    eventType: 'referComplete',
    output: 'ReferCompleteUrl',
    setting: 'referCompleteUrl of <Refer>',
    safe: 'goodbye',
  },
  {
    name: 'transfer-complete',
    eventType: 'transferComplete',
    output: 'TransferCompleteUrl',
    setting: 'transferCompleteUrl of <Transfer>',
    safe: 'goodbye',
  },
  {
    name: 'transfer-disconnect',
    eventType: 'transferDisconnect',
    output: 'TransferDisconnectUrl',
    setting: 'transferDisconnectUrl of <PhoneNumber> and <SipUri>',
    safe: 'nothing',
  },
  {
    name: 'record-complete',
    eventType: 'recordComplete',
    output: 'RecordCompleteUrl',
    setting: 'recordCompleteUrl of <Record>',
    safe: 'goodbye',
  },
  {
    name: 'recording-available',
    eventType: 'recordingAvailable',
    output: 'RecordingAvailableUrl',
    setting: 'recordingAvailableUrl of <Record>',
    safe: 'nothing',
  },
  {
    name: 'disconnect',
    eventType: 'disconnect',
    output: 'DisconnectUrl',
    setting: 'CallStatusCallbackUrl of the application, or disconnectUrl of the request that creates a call',
    safe: 'nothing',
  },
] as const satisfies readonly (Readonly<Record<string, string>> & { readonly safe: Safe })[];

/** One row of {@link CALLBACKS}. */
export type CallbackRow = (typeof CALLBACKS)[number];

/** The name of a callback: its folder, and the last segment of its URL. */
export type CallbackName = CallbackRow['name'];

/** The name of a function: its folder. `redrive` answers no callback, but the queue of unstored outcomes. */
export type FunctionName = CallbackName | 'redrive';

/** The row of a callback. */
export const callbackRow = (name: CallbackName): CallbackRow =>
  CALLBACKS.find((row) => row.name === name) as CallbackRow;

/** Models of Bandwidth's SDKs have this name for `recordComplete` (`RecordingCompleteCallback` of bandwidth-sdk). */
export const RECORD_COMPLETE_OF_SDKS = 'recordingComplete';

/** The row of the callback that is for an event type; `undefined` where none is. */
export const callbackOfEvent = (eventType: unknown): CallbackRow | undefined =>
  CALLBACKS.find((row) => row.eventType === eventType) ??
  (eventType === RECORD_COMPLETE_OF_SDKS ? callbackRow('record-complete') : undefined);

/**
 * What is safe for whoever sent an event that could not be handled: its own type tells, whatever URL it came to. A
 * call may wait behind a type that we do not know.
 */
export const safeFor = (eventType: unknown): Safe => callbackOfEvent(eventType)?.safe ?? 'goodbye';

/** The path of a callback as API Gateway writes routes. */
export const callbackPath = (name: CallbackName): `/{token}/${CallbackName}` => `/{token}/${name}`;
