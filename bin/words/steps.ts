import type { Action, Decision, PassedOverReason } from '../../functions/recovery/decision.ts';
import { formatDestination } from '../../functions/recovery/destination.ts';
import type { HandOff } from '../../functions/recovery/hand-off.ts';
import { MAX_MENUS } from '../../functions/recovery/menu.ts';
import type { Policy, Step, Wait } from '../../functions/recovery/policy.ts';
import type { Prompt } from '../../functions/recovery/prompt.ts';
import type { Confirm } from '../../functions/recovery/transfer-options.ts';
import { waitedSeconds } from '../../functions/recovery/waiting.ts';

/** A wait: `10 s ringing`. */
export const waitWords = (wait: Wait): string =>
  'pauseSeconds' in wait ? `${wait.pauseSeconds} s silence` : `${wait.ringSeconds} s ringing`;

/** A step with its options: `retry up to 2 times, after 10 s ringing`. */
export function stepWords(step: Step): string {
  if (step.step === 'menu') {
    const keys = Object.entries(step.keys).map(([key, each]) => `${key} ${stepWords(each)}`);
    return `menu: ${keys.join('; ')}; else ${stepWords(step.otherwise)}`;
  }
  const options = step.step === 'retry' ? (step.times === 1 ? ' once' : ` up to ${step.times} times`) : '';
  if (step.step === 'bridge' && step.ifNotAccepted) return 'bridge, where the REFER got no 2xx';
  return `${step.step}${options}${step.wait ? `, after ${waitWords(step.wait)}` : ''}`;
}

/** The circumstances of a reason. */
interface PassedOverContext {
  readonly policy: Policy;
  readonly ended: HandOff;
  readonly eventTime: string | undefined;
  readonly callAgeSeconds: number | undefined;
  /** When a place opens that is closed: `opens Tue 09:00 New York`. */
  readonly opens: () => string;
}

/** Why a step was passed over, with the figures of this call. */
export function reasonWords(
  reason: PassedOverReason,
  { policy, ended, eventTime, callAgeSeconds, opens }: PassedOverContext,
): string {
  switch (reason) {
    case 'no destination left':
      return `no destination left: ${ended.destination ? formatDestination(ended.destination) : 'it'} is the last of route ${ended.route}`;
    case 'closed':
      return `closed: ${opens()}`;
    case 'retries used up':
      return `retries used up: ${ended.retries} made at this destination`;
    case 'attempts used up':
      return `attempts used up: ${ended.attempt} of ${policy.limits.attempts}`;
    case 'menus used up':
      return `menus used up: ${ended.menus} of ${MAX_MENUS}`;
    case 'call too old':
      return `call too old: ${callAgeSeconds} s, and ${policy.limits.callSeconds} s is the limit`;
    case 'waited long enough':
      return `waited long enough: ${waitedSeconds({ handOff: ended, eventTime, callAgeSeconds })} s since the first hand-off, and ${policy.limits.waitSeconds} s is the limit`;
    case 'no route':
      return 'no route: only a route knows a next destination';
    case 'destination unknown':
      return ended.unreadableDestination === undefined
        ? 'destination unknown: neither the URL nor a route tells it'
        : `destination unknown: "${ended.unreadableDestination}" is no sip: URI or number`;
    case 'already a transfer':
      return 'already a transfer: there is no <Refer> to bridge';
    case 'REFER was accepted':
      return 'REFER was accepted: it is the destination that failed, and it would fail again';
  }
}

const DONE: ReadonlyMap<unknown, string> = new Map([
  ['begin', 'handed to'],
  ['next', 'next destination: handed to'],
  ['retry', 'tried again: handed to'],
  ['bridge', 'connected by us instead (<Transfer>): handed to'],
  ['menu', 'the caller was asked to choose'],
  ['voicemail', 'the caller was asked for a message'],
  ['redirect', "sent to the app's own URL"],
  ['goodbye', 'the caller heard goodbye, then we hung up'],
  ['hangup', 'we hung up, without a goodbye'],
]);

/** Puts a step into words, as the caller heard it; `undefined` where the call was not ours to steer. */
export function doneWords(step: unknown, next = 'a destination that is not stored'): string | undefined {
  const words = DONE.get(step);
  return words?.endsWith('handed to') ? `${words} ${next}` : words;
}

/** The hand-off that ended, in one line. */
export function endedWords({ ended }: Decision): string {
  const { attempt, retries, destination } = ended;
  if (attempt === 0) return 'none yet';
  const retried = retries > 0 ? `, retry ${retries} of this destination` : '';
  return `attempt ${attempt}${retried}, to ${destination ? formatDestination(destination) : 'an unknown destination'}`;
}

/** A prompt as it is heard: `"Goodbye." (julie)`, or the URL of a file. */
export function promptWords(prompt: Prompt): string {
  if ('play' in prompt) return prompt.play;
  const speaker = [prompt.voice, prompt.locale, prompt.gender].filter((each) => each !== undefined);
  return `"${prompt.say}"${speaker.length === 0 ? '' : ` (${speaker.join(', ')})`}`;
}

/** How a callee is asked: `asks the callee to press 1`. */
export const askWords = ({ key }: Confirm): string => `asks the callee to press ${key}`;

/** Puts into words what happens on the leg of a callee who has picked up. */
function legWords({ sendDigits, announce, confirm }: Extract<Action, { kind: 'leg' }>): string {
  const parts = [
    ...(sendDigits ? [`is sent ${sendDigits}`] : []),
    ...(announce ? [`hears ${promptWords(announce)}`] : []),
    ...(confirm ? [`is asked to press ${confirm.key}`] : []),
  ];
  return parts.length === 0 ? 'the two are connected' : `the callee ${parts.join(', ')}`;
}

/** Puts a decision into words, in one line. */
export function decisionWords({ step, action }: Decision): string {
  switch (action.kind) {
    case 'nothing':
      return 'nothing can be done: the call is only recorded';
    case 'record':
      return `${step}: a message is recorded`;
    case 'menu':
      return `${step}: the caller is asked to choose, menu ${action.handOff.menus} of ${MAX_MENUS}`;
    case 'redirect':
      return `${step}: the call goes to ${action.url}`;
    case 'hangup':
      return step === 'none' ? 'the callee is hung up on' : `${step}: the call ends`;
    case 'connect':
      return 'the two are connected';
    case 'leg':
      return legWords(action);
    case 'hand-off': {
      const { verb, handOff } = action;
      const element = verb === 'refer' ? '<Refer>' : '<Transfer>';
      const asks = action.transfer.confirm ? `, which ${askWords(action.transfer.confirm)}` : '';
      const reason = verb === 'transfer' ? action.diversionReason : undefined;
      const diverted = reason === undefined ? '' : `, diverted as ${reason}`;
      return `${step}: ${element} to ${formatDestination(handOff.destination)}, attempt ${handOff.attempt}${asks}${diverted}`;
    }
  }
}
