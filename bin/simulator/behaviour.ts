/**
 * Who answers a transfer: a person who presses the key that they are asked for, or another one; one who hangs up in
 * the middle of the prompt, or presses nothing; a mailbox, which records what it hears; a phone's own call screener,
 * which asks back and hangs up.
 */
export type Callee = 'person' | 'wrong key' | 'leaves' | 'presses nothing' | 'mailbox' | 'screener';

/**
 * The reaction of a destination when a call is handed to it, by `<Refer>` and
 * by `<Transfer>`: the same phone can be reached both ways.
 */
export interface Behaviour {
  /** The caller's endpoint's response to the REFER; `undefined` when none comes. */
  referResponseCode: number | undefined;
  /** The final NOTIFY; `undefined` when none comes within the 30 s. */
  notifyResponseCode: number | undefined;
  /** Why a `<Transfer>` to it ends; `hangup` means that it was answered. */
  cause: string;
  /** Whether the B-leg rings at all: one that does not is cancelled after 30 s. */
  rings: boolean;
  /** Call time until it answers or fails. */
  afterSeconds: number;
  /** Who or what answers, and what they do who are asked for a key. */
  callee: Callee;
  /** How long an answered transfer is talked on. */
  talkSeconds: number;
  /** Who ends an answered transfer: `transferComplete` is only sent when it was the destination. */
  endedBy: 'destination' | 'caller';
}

const destination = (
  referResponseCode: number | undefined,
  notifyResponseCode: number | undefined,
  cause: string,
  afterSeconds: number,
): Behaviour => ({
  referResponseCode,
  notifyResponseCode,
  cause,
  afterSeconds,
  rings: true,
  callee: 'person',
  talkSeconds: 0,
  endedBy: 'destination',
});

/**
 * Behaviours by name. NOTIFY codes are those of RFC 3261 §21; what a 404 or 503
 * of a B-leg is called in `cause` is undocumented, `error` is assumed.
 */
export const BEHAVIOURS = {
  answers: { ...destination(202, 200, 'hangup', 6), talkSeconds: 90 },
  mailbox: { ...destination(202, 200, 'hangup', 19), callee: 'mailbox', talkSeconds: 15 },
  screener: { ...destination(202, 200, 'hangup', 2), callee: 'screener', talkSeconds: 12 },
  'wrong-key': { ...destination(202, 200, 'hangup', 6), callee: 'wrong key', talkSeconds: 90 },
  'leaves-prompt': { ...destination(202, 200, 'hangup', 6), callee: 'leaves', talkSeconds: 3 },
  'presses-nothing': { ...destination(202, 200, 'hangup', 6), callee: 'presses nothing', talkSeconds: 90 },
  busy: destination(202, 486, 'busy', 2),
  'no-answer': destination(202, 480, 'timeout', 28),
  declined: destination(202, 603, 'rejected', 4),
  'not-found': destination(202, 404, 'error', 1),
  unavailable: destination(202, 503, 'error', 1),
  silent: { ...destination(202, undefined, 'timeout', 30), rings: false },
  unsent: destination(undefined, undefined, 'error', 1),
} satisfies Readonly<Record<string, Behaviour>>;

const isNamed = (word: string): word is keyof typeof BEHAVIOURS => Object.hasOwn(BEHAVIOURS, word);
const accepted = (code: number): boolean => code >= 200 && code < 300;

/**
 * Reads a behaviour as scenarios write it: a name of {@link BEHAVIOURS}, `refer 405`
 * (the caller's endpoint refuses), `notify 486` (accepted, then the target's answer)
 * or `cause account-limit` (how a `<Transfer>` ends).
 * @throws {Error} with the words that are allowed
 */
export function behaviour(text: string): Behaviour {
  if (isNamed(text)) return BEHAVIOURS[text];
  const [, kind, value = ''] = /^(refer|notify|cause) (\S+)$/.exec(text) ?? [];
  if (kind === 'cause') return { ...BEHAVIOURS.busy, cause: value };
  const code = /^[1-6]\d\d$/.test(value) ? Number(value) : undefined;
  if (kind === 'notify' && code) return { ...BEHAVIOURS['not-found'], notifyResponseCode: code };
  if (kind === 'refer' && code) return destination(code, undefined, 'error', accepted(code) ? 30 : 1);
  const words = Object.keys(BEHAVIOURS).join(', ');
  throw new Error(`"${text}" is not a behaviour: ${words}, or "refer 405", "notify 486", "cause busy"`);
}
