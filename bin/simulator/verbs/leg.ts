import type { Callee } from '../behaviour.ts';
import type { Element } from '../bxml/element.ts';
import type { Pressing } from '../call.ts';
import { type CallLeg, gather, transferAnswer } from '../events.ts';
import type { LiveCall } from '../live-call.ts';
import { askLeg, type CallbackUrls, type Document, type Verdict } from '../send.ts';
import { destinationOf } from './play.ts';
import { pressed, pressedWords } from './pressed.ts';
import { promptSeconds } from './seconds.ts';

/** A callee's leg that has been answered, and who answered. */
interface AnsweredLeg extends CallLeg {
  readonly target: Element;
  readonly callee: Callee;
}

/** The end of an answered leg: the two are connected, it ended by a cause, or the caller left meanwhile. */
type LegResult = 'bridged' | 'caller left' | { readonly cause: string };

const HUNG_UP: LegResult = { cause: 'hangup' };

const DOES: Readonly<Record<Callee, Pressing>> = {
  person: 'as told',
  'wrong key': 'wrong key',
  leaves: 'hangs up',
  'presses nothing': 'nothing',
  mailbox: 'nothing',
  screener: 'nothing',
};

/** The continuation after a verb on a callee's leg. */
type Next = 'continue' | LegResult | { readonly ask: CallbackUrls; readonly digits: string };

async function playVerb(live: LiveCall, verb: Element, leg: AnsweredLeg, documentUrl: string): Promise<Next> {
  const stays = (seconds: number): Next => (live.spend(seconds) ? 'continue' : 'caller left');
  const { name, attributes } = verb;
  const text = verb.text.trim();
  switch (name) {
    case 'SpeakSentence':
    case 'PlayAudio':
      await live.addMoment({ kind: 'callee', text: `hears: ${text}` });
      return stays(promptSeconds(name, text));
    case 'SendDtmf':
      await live.addMoment({ kind: 'callee', text: `is sent ${text}` });
      return stays(text.length / 2);
    case 'Pause':
    case 'Ring':
      return stays(Number(attributes.duration ?? 1));
    case 'Hangup':
      await live.addMoment({ kind: 'callee', text: 'is hung up on' });
      return HUNG_UP;
    case 'Gather': {
      const { afterSeconds, digits } = pressed(verb, DOES[leg.callee]);
      const said = verb.children.map((prompt) => prompt.text.trim()).join(' ');
      await live.addMoment({ kind: 'callee', text: `is asked: ${said}` });
      if (stays(afterSeconds) !== 'continue') return 'caller left';
      await live.addMoment({ kind: 'callee', text: pressedWords(digits) });
      const to = destinationOf(verb, 'gather', documentUrl);
      if (digits === undefined) return HUNG_UP;
      return to ? { ask: to, digits } : 'continue';
    }
    default:
      // Bridge, Conference, Forward and Transfer are not allowed here; the others nothing in a recovery uses.
      return { cause: 'application-error' };
  }
}

/**
 * Plays what a callee hears who has answered, up to the connection. `transferAnswer` asks for it, where a URL is
 * set; after the last verb the two are connected. Of an empty document the pages disagree: here it hangs up
 * (https://dev.bandwidth.com/docs/voice/bxml/transfer, https://dev.bandwidth.com/docs/voice/bxml/hangup).
 */
export async function playLeg(
  live: LiveCall,
  transfer: Element,
  leg: AnsweredLeg,
  documentUrl: string,
): Promise<LegResult> {
  const to = destinationOf(leg.target, 'transferAnswer', documentUrl);
  if (!to) return 'bridged';
  let found: Document | Verdict | undefined = await askLeg(live, to, transferAnswer(live, transfer, leg));
  while (found) {
    if ('cause' in found) return { cause: found.cause };
    const { verbs, url }: Document = found;
    if (verbs.length === 0) return HUNG_UP;
    let next: Next = 'continue';
    for (const verb of verbs) {
      next = await playVerb(live, verb, leg, url);
      if (next !== 'continue') break;
    }
    if (next === 'continue') return 'bridged';
    if (typeof next === 'string' || 'cause' in next) return next;
    found = await askLeg(live, next.ask, gather(live, transfer, leg, next.digits));
  }
  return 'caller left';
}
