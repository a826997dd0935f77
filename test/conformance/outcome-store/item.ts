import { type OutcomeItem, outcomeDay } from '../../../functions/outcomes/item.ts';

export const EVENT_TIME = '2026-04-30T13:20:39.810Z';

/** An item with every key, of a call of one's own. */
export const itemOf = (callId: string, changes: object = {}): OutcomeItem => ({
  callId,
  eventKey: `${EVENT_TIME}#referComplete`,
  eventTime: EVENT_TIME,
  outcomeDay: outcomeDay('busy', EVENT_TIME, callId),
  outcome: 'busy',
  from: '+15551112222',
  caller: '+15551112222',
  attempt: 1,
  ...changes,
});
