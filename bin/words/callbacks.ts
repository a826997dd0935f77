import { answer } from '../../functions/answer/callback.ts';
import type { CallbackName } from '../../functions/callbacks.ts';
import type { Callback, CallEvent } from '../../functions/chain/contract.ts';
import { disconnect } from '../../functions/disconnect/callback.ts';
import { gather } from '../../functions/gather/callback.ts';
import { initiate } from '../../functions/initiate/callback.ts';
import { recordComplete } from '../../functions/record-complete/callback.ts';
import { recordingAvailable } from '../../functions/recording-available/callback.ts';
import type { CallFields } from '../../functions/recovery/policy.ts';
import { referComplete } from '../../functions/refer-complete/callback.ts';
import { transferAnswer } from '../../functions/transfer-answer/callback.ts';
import { transferComplete } from '../../functions/transfer-complete/callback.ts';
import { transferDisconnect } from '../../functions/transfer-disconnect/callback.ts';
import { cut, field } from '../print/printable.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { causeWords, codeWords } from './codes.ts';
import { recordingWords } from './recordings.ts';

const causeOf = (row: StoredOutcome): string => causeWords(field(row, 'cause'));

/** A REFER in words: what the caller's own endpoint said to it, then what the target said. */
function referWords(row: StoredOutcome): string {
  const refer = field(row, 'referSipResponseCode');
  const notify = field(row, 'notifySipResponseCode');
  if (refer === undefined && notify === undefined && row.outcome !== 'connected') return 'REFER unanswered';
  const isAccepted = refer === undefined || /^2\d\d$/.test(refer);
  if (!isAccepted) return `REFER refused, endpoint: ${codeWords(refer)}`;
  const accepted = `REFER accepted${refer === undefined ? '' : ` (${refer})`}`;
  if (notify !== undefined) return `${accepted}, target: ${codeWords(notify)}`;
  return row.outcome === 'connected' ? `${accepted}, connected` : `${accepted}, then no word from the target`;
}

const calleeOf = (row: StoredOutcome): string =>
  field(row, 'transferTo') ?? field(row, 'destination') ?? 'the callee';

/** Tells whether the URL of a callback carries the state of a call; that of each other may have a context. */
export const readsHandOff = (name: CallbackName): boolean =>
  !['initiate', 'answer', 'disconnect'].includes(name);

/** A hand-off that was answered, and by nobody who took it: a mailbox, a menu, a call screener. */
const notAcceptedWords = (row: StoredOutcome): string =>
  `${calleeOf(row)} answered and did not take the call${row.accepted === 'unread' ? ', as far as could be read' : ''}`;

function gatherWords(row: StoredOutcome): string {
  const digits = field(row, 'digits');
  const who = row.outcome === 'chosen' ? 'the caller' : calleeOf(row);
  const pressed = `${who} pressed ${digits === undefined ? 'nothing' : cut(digits, 12)}`;
  if (row.outcome === 'chosen') return pressed;
  return row.outcome === 'accepted' ? `${pressed}, and is connected` : `${pressed}, and was hung up on`;
}

/** A callback as programs tell of it: its module, and the words for a row of it. */
interface CallbackWords {
  readonly callback: Callback<CallEvent & CallFields>;
  readonly words: (row: StoredOutcome) => string;
}

/** Joins a callback and its words; each callback reads events of its own type alone. */
const said = <Event extends CallEvent & CallFields>(
  callback: Callback<Event>,
  words: CallbackWords['words'],
): CallbackWords => ({ callback: callback as unknown as CallbackWords['callback'], words });

/** All that programs say of each callback. */
export const CALLBACK_WORDS: Readonly<Record<CallbackName, CallbackWords>> = {
  initiate: said(initiate, () => 'call came in'),
  answer: said(answer, () => 'call was answered'),
  'refer-complete': said(referComplete, referWords),
  'transfer-complete': said(transferComplete, (row) =>
    row.outcome === 'not-accepted' ? notAcceptedWords(row) : causeOf(row),
  ),
  'transfer-answer': said(transferAnswer, (row) => `${calleeOf(row)} picked up`),
  gather: said(gather, gatherWords),
  'transfer-disconnect': said(
    transferDisconnect,
    (row) =>
      `transferred leg to ${field(row, 'transferTo') ?? field(row, 'to') ?? 'a target'} ended: ${causeOf(row)}`,
  ),
  'record-complete': said(recordComplete, (row) =>
    row.outcome === 'no-message'
      ? recordingWords(row)
      : `recorded, and the caller is still there: ${recordingWords(row)}`,
  ),
  'recording-available': said(recordingAvailable, recordingWords),
  disconnect: said(disconnect, (row) => `call over: ${causeOf(row)}`),
};
