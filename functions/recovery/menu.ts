import { type HandOffVerb, isSettled, OUTCOMES, type RecoverableOutcome } from './outcome.ts';
import type { TransferOptions } from './transfer-options.ts';

/** Most menus of one call; a menu is no hand-off, so that the limits of these do not end it. */
export const MAX_MENUS = 3;

/** What the event of a menu does not tell: of the hand-off that ended, its verb, its outcome and how it was written. */
interface AskedMenu {
  readonly verb: HandOffVerb;
  readonly outcome: RecoverableOutcome;
  readonly transfer: Pick<TransferOptions, 'privacy' | 'callerId'>;
}

/** A menu as URLs carry it: verb and outcome of the hand-off that ended, and how it was written, such as `refer.busy`. */
export const MENU = /^(refer|transfer)\.([a-z-]+)(\.private)?(?:\.([1-9]\d{1,14}))?$/;

/** Reads a menu from its URL. Total: nonsense is a transfer, and an unknown outcome `failed`. */
export function readMenu(text = ''): AskedMenu {
  const [, verb, word, hidden, callerId] = MENU.exec(text) ?? [];
  const outcome = OUTCOMES.find((each) => each === word) ?? 'failed';
  return {
    verb: verb === 'refer' ? verb : 'transfer',
    outcome: isSettled(outcome) ? 'failed' : outcome,
    transfer: { ...(hidden && { privacy: true }), ...(callerId && { callerId: `+${callerId}` }) },
  };
}

/** Writes a menu as {@link readMenu} reads it. */
export const writeMenu = ({ verb, outcome, transfer: { privacy, callerId } }: AskedMenu): string =>
  [verb, outcome, privacy ? 'private' : [], callerId?.slice(1) ?? []].flat().join('.');
