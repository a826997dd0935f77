import { Bxml } from 'bandwidth-sdk';
import type { Action, Decision } from '../../../functions/recovery/decision.ts';
import { type HandOff, writeHandOff } from '../../../functions/recovery/hand-off.ts';
import type { Prompt } from '../../../functions/recovery/policy.ts';

/** `bandwidth-sdk` knows no `<Refer>`: it is made of the verb that comes closest. */
class Refer extends Bxml.Transfer {
  constructor(referCompleteUrl: string, uri: string) {
    super({}, new Bxml.SipUri(uri));
    this.name = 'Refer';
    this.attributes = { referCompleteUrl } as Bxml.Transfer['attributes'];
  }
}

const prompted = (prompt: Prompt) =>
  'say' in prompt
    ? new Bxml.SpeakSentence(prompt.say, {
        voice: prompt.voice as string,
        ...(prompt.locale && { locale: prompt.locale }),
        ...(prompt.gender && { gender: prompt.gender }),
      })
    : new Bxml.PlayAudio(prompt.play);

const target = (text: string) => (text.startsWith('+') ? new Bxml.PhoneNumber(text) : new Bxml.SipUri(text));

const url = (name: string, handOff: HandOff): string => `${name}?${writeHandOff(handOff)}`;

function acted(action: Action) {
  switch (action.kind) {
    case 'nothing':
      return [];
    case 'redirect':
      return [new Bxml.Redirect({ redirectUrl: action.url })];
    case 'hangup':
      return [new Bxml.Hangup()];
    case 'hand-off': {
      const { verb, handOff, transfer } = action;
      if (verb === 'refer')
        return [new Refer(url('refer-complete', handOff), handOff.destination.targets[0])];
      const attributes = {
        ...(transfer.callerId && { transferCallerId: transfer.callerId }),
        ...(transfer.callTimeoutSeconds && { callTimeout: transfer.callTimeoutSeconds }),
        transferCompleteUrl: url('transfer-complete', handOff),
      };
      return [new Bxml.Transfer(attributes, handOff.destination.targets.map(target))];
    }
    case 'record':
      throw new Error('none of the measured calls leaves a message');
  }
}

/** Writes a decision with `bandwidth-sdk`. */
export function answer({ prompt, wait, action }: Decision): string {
  const verbs = [
    ...(prompt ? [prompted(prompt)] : []),
    ...(wait && 'pauseSeconds' in wait ? [new Bxml.Pause({ duration: wait.pauseSeconds })] : []),
    ...(wait && 'ringSeconds' in wait ? [new Bxml.Ring({ duration: wait.ringSeconds })] : []),
    ...acted(action),
  ];
  return new Bxml.Response(verbs).toBxml();
}
