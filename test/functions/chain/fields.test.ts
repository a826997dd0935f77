import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { callAgeSeconds } from '../../../functions/chain/fields.ts';
import { ReferCompleteSchema } from '../../../functions/refer-complete/callback.ts';
import { TransferCompleteSchema } from '../../../functions/transfer-complete/callback.ts';
import { documented } from '../../support/requests.ts';

const refer = (changes: object) => v.parse(ReferCompleteSchema, documented('refer-target-404', changes));
const transfer = (changes: object) => v.parse(TransferCompleteSchema, documented('transfer-busy', changes));

const OPTIONAL = [
  'accountId',
  'applicationId',
  'from',
  'to',
  'direction',
  'callUrl',
  'startTime',
  'answerTime',
  'tag',
];
const REFER_OPTIONAL = ['referSipResponseCode', 'notifySipResponseCode'];
const TRANSFER_OPTIONAL = [
  'enqueuedTime',
  'transferCallerId',
  'privacy',
  'transferCallerDisplayName',
  'transferTo',
  'errorMessage',
  'errorId',
];

describe.each([
  ['null', null],
  ['an empty text', ''],
  ['nothing', undefined],
  ['an object', { a: 1 }],
  ['a list', []],
])('an optional field that is %s', (_name, value) => {
  it.each([...OPTIONAL, ...REFER_OPTIONAL])('reads as absent: referComplete, %s', (field) => {
    expect(refer({ [field]: value })).toHaveProperty(field, undefined);
  });

  it.each([...OPTIONAL, ...TRANSFER_OPTIONAL])('reads as absent: transferComplete, %s', (field) => {
    expect(transfer({ [field]: value })).toHaveProperty(field, undefined);
  });
});

describe('a field that is read', () => {
  it('every documented field of both events is known', () => {
    const known = { ...TransferCompleteSchema.entries, ...ReferCompleteSchema.entries };
    for (const fixture of ['refer-success', 'transfer-busy', 'transfer-hangup-enqueued'])
      expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(documented(fixture))));
  });

  it.each([
    [7, '7'],
    [true, 'true'],
    ['x', 'x'],
  ])('a text that came as %j is %j', (tag, text) => {
    expect(refer({ tag }).tag).toBe(text);
  });
});

describe('a SIP response code', () => {
  it.each([
    [404, 404],
    ['404', 404],
    [' 404\n', 404],
    [404.0, 404],
    ['404.0', 404],
    ['404 Not Found', 404],
    ['404: Not Found', 404],
    ['\t404 Not Found\r\n', 404],
    ['SIP/2.0 404 Not Found', 404],
    ['SIP/2.0 404', 404],
    ['sip/2.0  404 Not Found', 404],
    ['SIP 404', 'SIP 404'],
    ['404.5', '404.5'],
    ['12345678901234567890', '12345678901234567890'],
    ['0404', '0404'],
    ['404abc', '404abc'],
    ['404-5555', '404-5555'],
    ['4045 Not Found', '4045 Not Found'],
    ['999 Unknown', '999 Unknown'],
    ['42 Not Found', '42 Not Found'],
    ['Not Found 404', 'Not Found 404'],
    ['-404', '-404'],
  ])('that came as %j is %j', (code, expected) => {
    expect(refer({ notifySipResponseCode: code }).notifySipResponseCode).toBe(expected);
  });
});

describe('the age of a call', () => {
  const eventTime = '2026-04-30T13:20:39.810Z';

  it.each([
    ['2026-04-30T13:20:39.310Z', 0.5],
    ['2026-04-30T12:20:39.810Z', 3600],
    ['2026-04-30T13:20:40.810Z', -1],
    ['2026-04-30T13:20:39,310Z', 0.5],
    ['2026-04-30T13:20:39.310+00', 0.5],
    ['not a time', undefined],
    ['', undefined],
    ['0', undefined],
    ['5', undefined],
    ['1777555239810', undefined],
    ['2026-04-30', undefined],
    ['2026-04-30T12:20:39.810', undefined],
    ['Thu, 30 Apr 2026 13:20:39 GMT', undefined],
    [undefined, undefined],
  ])('since %j is %j seconds', (startTime, seconds) => {
    expect(callAgeSeconds({ eventTime, startTime })).toBe(seconds);
  });

  it('is not known of an event without a time', () => {
    expect(callAgeSeconds({ startTime: eventTime })).toBeUndefined();
  });
});
