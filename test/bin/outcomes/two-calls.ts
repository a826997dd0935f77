import { storedItem } from '../reader/items.ts';

/** The call that is saved. */
export const CALL = 'c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d';
/** The call that is not. */
export const LOST = 'c-11111111-1a31c52e-b38f-4198-93c1-51633ec68f8d';
export const ALICE = 'sip:alice@desk.example.com';
export const BOB = 'sip:bob@desk.example.com';
const codes = (refer: number, notify: number) => ({
  referSipResponseCode: refer,
  notifySipResponseCode: notify,
});
const saved = (seconds: string, told: Partial<Parameters<typeof storedItem>[0]>) =>
  storedItem({ callId: CALL, eventTime: `2026-11-21T10:00:${seconds}.000Z`, route: 'support', ...told });
const initiate = { eventType: 'initiate', outcome: 'begun', attempt: 0, destination: '' } as const;

/** A call that comes in, is busy, is tried elsewhere and connects; and one that nobody saved. */
export const ITEMS = [
  saved('00', { ...initiate, step: 'begin', nextDestination: ALICE }),
  saved('05', {
    nextDestination: BOB,
    fields: { ...codes(202, 486), startTime: '2026-11-21T09:59:50.000Z', tag: '\u001b[31mred' },
  }),
  saved('38', { attempt: 2, destination: BOB, outcome: 'connected', step: 'none', fields: codes(202, 200) }),
  storedItem({
    callId: LOST,
    eventTime: '2026-11-21T11:00:00.000Z',
    eventType: 'transferComplete',
    outcome: 'no-answer',
    step: 'goodbye',
    destination: '+15557654321',
    fields: { cause: 'timeout', from: '+15551234567', errorMessage: 'nobody', errorId: 'e-1' },
  }),
];
