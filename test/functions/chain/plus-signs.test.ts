import { describe, expect, it } from 'vitest';
import { restorePlusSigns } from '../../../functions/chain/plus-signs.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, queryOf, send } from '../../support/requests.ts';

const table = outcomesTable();
captureLog();

describe('a plus sign that was not escaped is put back', () => {
  const PARTIES = ['from', 'to', 'transferTo', 'transferCallerId'];

  it.each([
    '+15551234567',
    '+15551234567;ext=12',
    '+15551234567;phone-context=+1;user=phone',
    '+15551234567@gw.example.com',
    'sip:+15551234567@gw.example.com',
    'SIP:+15551234567@gw.example.com;transport=udp',
    'sip:support+sales@bw.example.com',
    'sip:+1555+a@bw.example.com;x=+1',
    'sips:+15551234567@gw.example.com',
    'tel:+15551234567',
    '<sip:+15551234567@gw.example.com>',
    'Anonymous',
    '15551234567',
  ])('%s, where a party stands', (text) => {
    for (const name of PARTIES) expect(restorePlusSigns(name, text.replaceAll('+', ' '))).toBe(text);
  });

  it('in the URI behind a name, not in the name', () => {
    expect(restorePlusSigns('from', '"Bob from Sales" <sip: 1555@h> ')).toBe(
      '"Bob from Sales" <sip:+1555@h> ',
    );
  });

  it.each([
    '2026-04-30T13:20:39.810+00:00',
    '2026-04-30T13:20:39+0530',
    '2026-04-30T13:20:39,5+02',
    '2026-04-30T13:20+02:00',
    '2026-04-30T13:20:39.810Z',
  ])('%s, where a time stands', (text) => {
    for (const name of ['eventTime', 'startTime', 'answerTime', 'enqueuedTime', 'endTime'])
      expect(restorePlusSigns(name, text.replaceAll('+', ' '))).toBe(text);
  });
});

describe('a blank that can be one stays', () => {
  it.each([
    ['tag', ' 15551234567'],
    ['tag', 'sip: a b'],
    ['transferCallerDisplayName', ' 1 and more'],
    ['errorMessage', 'sip:a b'],
    ['from', ' Restricted'],
    ['from', '  15551234567'],
    ['from', ' 1555 1234'],
    ['from', 'Bob Smith'],
    ['to', 'sip:bob@host '],
    ['eventTime', '2026-04-30 13:20'],
    ['eventTime', '2026-04-30T13:20:39.810 PST'],
    ['startTime', ' 00:00'],
  ])('%s=%s', (name, value) => {
    expect(restorePlusSigns(name, value)).toBe(value);
  });
});

describe('a GET callback', () => {
  it('is decided and stored as if every plus sign had been escaped', async () => {
    const event = documented('transfer-busy', {
      callId: 'c-plus',
      eventTime: '2026-04-30T15:20:39.810+02:00',
      startTime: '2026-04-30T15:19:39.810+02:00',
      from: 'sip:+15551112222;x=+1@gw.example.com',
      to: '+15553334444;ext=5',
      transferTo: 'sip:+15556667777@gw.example.com',
      tag: 'a b',
    });
    const query = queryOf(event).replaceAll('%2B', '+');
    await send(deploymentWith(table.store), { name: 'transfer-complete', method: 'GET', query });
    const { callUrl, ...fields } = event;
    expect(await table.itemsOf('c-plus')).toMatchObject([
      {
        ...fields,
        eventTime: '2026-04-30T13:20:39.810Z',
        eventKey: '2026-04-30T13:20:39.810Z#transferComplete',
        destination: 'sip:+15556667777@gw.example.com',
        outcome: 'busy',
        tag: 'a b',
      },
    ]);
  });

  it('is that alone: blanks of JSON stay', async () => {
    const body = documented('transfer-busy', { callId: 'c-blank', from: ' 15551112222' });
    await send(deploymentWith(table.store), { name: 'transfer-complete', body });
    expect(await table.itemsOf('c-blank')).toMatchObject([{ from: ' 15551112222' }]);
  });
});
