import type { CallbackName } from '../callbacks.ts';
import { MAX_RELATIVE_URL_CHARACTERS } from '../recovery/bounds.ts';
import { contextUui } from '../recovery/context.ts';
import type { Action, Decision } from '../recovery/decision.ts';
import { type HandOff, writeHandOff } from '../recovery/hand-off.ts';
import type { Policy, Wait } from '../recovery/policy.ts';
import type { Prompt } from '../recovery/prompt.ts';
import { hasLegDocument } from '../recovery/transfer-options.ts';
import {
  type Element,
  gather,
  hangup,
  pause,
  phoneNumber,
  playAudio,
  record,
  redirect,
  refer,
  ring,
  sendDtmf,
  sipUri,
  speakSentence,
  transfer,
} from './verbs.ts';
import { writeResponse } from './writer.ts';

/** The data that a document needs in addition to its decision. */
export interface Surroundings {
  /** Where another deployment has the same callbacks, with a slash at its end. */
  readonly fallbackFolder?: string | undefined;
  /** The id of the hand-off that is begun, for a callee who is asked to take it. */
  readonly handOffId?: string | undefined;
  /** The callId of the caller, for the URLs of a callee's leg. */
  readonly callId?: string | undefined;
}

const promptVerb = (prompt: Prompt): Element =>
  'say' in prompt ? speakSentence(prompt.say, prompt) : playAudio(prompt.play);

const waitVerb = (wait: Wait): Element =>
  'pauseSeconds' in wait ? pause(wait.pauseSeconds) : ring(wait.ringSeconds);

/**
 * Relative, so that Bandwidth puts back the host and the token of the URL it called. Where the URL would be too long
 * for Bandwidth, a text that was no destination is left out, and then the context; the call needs the URL more.
 */
function callbackUrl(name: CallbackName, handOff: HandOff): string {
  const { unreadableDestination: _, context, ...shortest } = handOff;
  const isShort = (each: HandOff): boolean =>
    name.length + '?'.length + writeHandOff(each).length <= MAX_RELATIVE_URL_CHARACTERS;
  return `${name}?${writeHandOff([handOff, { ...shortest, context }].find(isShort) ?? shortest)}`;
}

/** Absolute, into another deployment with the same state: for when the URL before it does not answer. */
const fallbackUrl = (
  name: CallbackName,
  handOff: HandOff,
  { fallbackFolder }: Surroundings,
): string | undefined => fallbackFolder && fallbackFolder + callbackUrl(name, handOff);

/**
 * Lets a callee's document end, after which the two are connected. An empty one is a bridge by one page of
 * Bandwidth (https://dev.bandwidth.com/docs/voice/bxml/transfer) and a hang-up by another
 * (https://dev.bandwidth.com/docs/voice/bxml/hangup), so there is one harmless verb.
 */
const connect = (): Element => pause(0.1);

/** Asks twice, where the first time no key is pressed. */
const TIMES_ASKED = 2;

type Question = { readonly prompt: Prompt; readonly seconds: number };

/** Asks for one key; its event goes to a URL with the state of a call. */
const ask = ({ prompt, seconds }: Question, handOff: HandOff, around: Surroundings): Element =>
  gather([promptVerb(prompt)], {
    gatherUrl: callbackUrl('gather', handOff),
    gatherFallbackUrl: fallbackUrl('gather', handOff, around),
    maxDigits: 1,
    firstDigitTimeout: seconds,
    repeatCount: TIMES_ASKED,
  });

type LegAction = Extract<Action, { kind: 'leg' }>;

function legVerbs({ handOff, sendDigits, announce, confirm }: LegAction, around: Surroundings): Element[] {
  const before = [...(sendDigits ? [sendDtmf(sendDigits)] : []), ...(announce ? [promptVerb(announce)] : [])];
  if (confirm) return [...before, ask(confirm, handOff, around)];
  return before.length > 0 ? before : [connect()];
}

type HandOffAction = Extract<Action, { kind: 'hand-off' }>;

function transferVerb(action: HandOffAction, around: Surroundings): Element {
  const { transfer: options, diversionReason } = action;
  const handOff = options.confirm ? { ...action.handOff, confirm: around.handOffId } : action.handOff;
  const uui = options.uui ?? (handOff.context && contextUui(handOff.context));
  const ofLeg = { ...handOff, call: around.callId };
  const attributes = {
    ...(hasLegDocument(options) && {
      transferAnswerUrl: callbackUrl('transfer-answer', ofLeg),
      transferAnswerFallbackUrl: fallbackUrl('transfer-answer', ofLeg, around),
    }),
    transferDisconnectUrl: callbackUrl('transfer-disconnect', handOff),
  };
  const legs = handOff.destination.targets.map((target) =>
    target.startsWith('+') ? phoneNumber(target, attributes) : sipUri(target, { ...attributes, uui }),
  );
  return transfer(legs, {
    transferCallerId: options.callerId,
    transferCallerDisplayName: options.callerDisplayName,
    privacy: options.privacy,
    callTimeout: options.callTimeoutSeconds,
    ...(diversionReason !== undefined && { diversionTreatment: 'stack', diversionReason }),
    transferCompleteUrl: callbackUrl('transfer-complete', handOff),
    transferCompleteFallbackUrl: fallbackUrl('transfer-complete', handOff, around),
  });
}

function actionVerbs(action: Action, around: Surroundings): Element[] {
  switch (action.kind) {
    case 'nothing':
      return [];
    case 'redirect':
      return [redirect(action.url)];
    case 'hangup':
      return [hangup()];
    case 'connect':
      return [connect()];
    case 'leg':
      return legVerbs(action, around);
    case 'menu':
      return [ask(action, action.handOff, around)];
    case 'record': {
      const { handOff, recording } = action;
      return [
        record({
          recordCompleteUrl: callbackUrl('record-complete', handOff),
          recordCompleteFallbackUrl: fallbackUrl('record-complete', handOff, around),
          recordingAvailableUrl: callbackUrl('recording-available', handOff),
          maxDuration: recording.maxSeconds,
          silenceTimeout: recording.silenceSeconds,
          terminatingDigits: recording.terminatingDigits,
        }),
      ];
    }
    case 'hand-off': {
      const { verb, handOff } = action;
      if (verb === 'transfer') return [transferVerb(action, around)];
      const target = sipUri(handOff.destination.targets[0]);
      return [refer(target, { referCompleteUrl: callbackUrl('refer-complete', handOff) })];
    }
  }
}

/** Writes a decision as the BXML that carries it out: prompt, wait, action. */
export function writeDocument({ prompt, wait, action }: Decision, around: Surroundings = {}): string {
  const before = [...(prompt ? [promptVerb(prompt)] : []), ...(wait ? [waitVerb(wait)] : [])];
  return writeResponse([...before, ...actionVerbs(action, around)]);
}

/** The document for when nothing can be decided: the goodbye prompt of the policy, and a hang-up. */
export const safeAnswer = (policy: Policy): string =>
  writeResponse([promptVerb(policy.prompts.goodbye), hangup()]);

/** The document that connects a callee, whatever could not be decided: a caller with a person beats a caller without. */
export const CONNECT_DOCUMENT = writeResponse([connect()]);
