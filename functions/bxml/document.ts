import type { CallbackName } from '../callbacks.ts';
import { MAX_RELATIVE_URL_CHARACTERS } from '../recovery/bounds.ts';
import type { Action, Decision } from '../recovery/decision.ts';
import { type HandOff, writeHandOff } from '../recovery/hand-off.ts';
import type { Policy, Prompt, Wait } from '../recovery/policy.ts';
import {
  type Element,
  hangup,
  pause,
  phoneNumber,
  playAudio,
  record,
  redirect,
  refer,
  ring,
  sipUri,
  speakSentence,
  transfer,
} from './verbs.ts';
import { writeResponse } from './writer.ts';

const promptVerb = (prompt: Prompt): Element =>
  'say' in prompt ? speakSentence(prompt.say, prompt) : playAudio(prompt.play);

const waitVerb = (wait: Wait): Element =>
  'pauseSeconds' in wait ? pause(wait.pauseSeconds) : ring(wait.ringSeconds);

/**
 * Relative, so that Bandwidth puts back the host and the token of the URL it called. A text that was no destination
 * is left out where the URL would be too long for Bandwidth; a message needs the URL more.
 */
function callbackUrl(name: CallbackName, handOff: HandOff): string {
  const url = `${name}?${writeHandOff(handOff)}`;
  if (url.length <= MAX_RELATIVE_URL_CHARACTERS) return url;
  return `${name}?${writeHandOff({ ...handOff, unreadableDestination: undefined })}`;
}

/** Absolute, into another deployment with the same state: for when the URL before it does not answer. */
const fallbackUrl = (
  name: CallbackName,
  handOff: HandOff,
  fallbackFolder: string | undefined,
): string | undefined => fallbackFolder && fallbackFolder + callbackUrl(name, handOff);

function legVerb(target: string, handOff: HandOff, uui: string | undefined): Element {
  const attributes = { transferDisconnectUrl: callbackUrl('transfer-disconnect', handOff) };
  return target.startsWith('+') ? phoneNumber(target, attributes) : sipUri(target, { ...attributes, uui });
}

function actionVerbs(action: Action, fallbackFolder: string | undefined): Element[] {
  switch (action.kind) {
    case 'nothing':
      return [];
    case 'redirect':
      return [redirect(action.url)];
    case 'hangup':
      return [hangup()];
    case 'record': {
      const { handOff, recording } = action;
      return [
        record({
          recordCompleteUrl: callbackUrl('record-complete', handOff),
          recordCompleteFallbackUrl: fallbackUrl('record-complete', handOff, fallbackFolder),
          recordingAvailableUrl: callbackUrl('recording-available', handOff),
          maxDuration: recording.maxSeconds,
          silenceTimeout: recording.silenceSeconds,
          terminatingDigits: recording.terminatingDigits,
        }),
      ];
    }
    case 'hand-off': {
      const { verb, handOff, transfer: options } = action;
      if (verb === 'refer') {
        return [
          refer(sipUri(handOff.destination.targets[0]), {
            referCompleteUrl: callbackUrl('refer-complete', handOff),
          }),
        ];
      }
      return [
        transfer(
          handOff.destination.targets.map((target) => legVerb(target, handOff, options.uui)),
          {
            transferCallerId: options.callerId,
            transferCallerDisplayName: options.callerDisplayName,
            privacy: options.privacy,
            callTimeout: options.callTimeoutSeconds,
            transferCompleteUrl: callbackUrl('transfer-complete', handOff),
            transferCompleteFallbackUrl: fallbackUrl('transfer-complete', handOff, fallbackFolder),
          },
        ),
      ];
    }
  }
}

/**
 * Writes a decision as the BXML that carries it out: prompt, wait, action.
 * @param fallbackFolder where another deployment has the same callbacks, with a slash at its end
 */
export function writeDocument({ prompt, wait, action }: Decision, fallbackFolder?: string): string {
  const before = [...(prompt ? [promptVerb(prompt)] : []), ...(wait ? [waitVerb(wait)] : [])];
  return writeResponse([...before, ...actionVerbs(action, fallbackFolder)]);
}

/** The document for when nothing can be decided: the goodbye prompt of the policy, and a hang-up. */
export const safeAnswer = (policy: Policy): string =>
  writeResponse([promptVerb(policy.prompts.goodbye), hangup()]);
