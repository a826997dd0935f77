import { expect, test } from 'vitest';
import { readOutcomeNames } from '../../../bin/outcomes/options/common.ts';
import { readCaller, readCallId } from '../../../bin/outcomes/options/pasted.ts';
import { STORED_OUTCOMES } from '../../../bin/reader/stored-outcome.ts';
import { UsageError } from '../../../bin/usage/usage-error.ts';

test('outcome names are read with blanks and capitals', () => {
  expect(readOutcomeNames('busy, No-Answer,rejected,')).toEqual(['busy', 'no-answer', 'rejected']);
});

test.each([
  ['buzy', 'There is no outcome "buzy". Did you mean "busy"?'],
  ['busy,noanswer', 'There is no outcome "noanswer". Did you mean "no-answer"?'],
  ['foo', 'There is no outcome "foo". Outcomes:'],
  ['', 'There is no outcome "".'],
])('an unknown outcome "%s" is told with all there are', (text, told) => {
  for (const words of [told, ...STORED_OUTCOMES]) expect(() => readOutcomeNames(text)).toThrow(words);
});

test.each([
  ['+15551234567', '+15551234567'],
  ['(555) 123-4567', '+15551234567'],
  ['15551234567', '+15551234567'],
  ['0049 30 1234567', '+49301234567'],
  ['sip:15551234567@example.com', 'sip:15551234567@example.com'],
  ['Anonymous', 'Anonymous'],
  ['911', '911'],
  ['011 44 20 7946 0000', '+442079460000'],
  ['0044 (0) 20 7946 0000', '+442079460000'],
  ['(+44) 20 7946 0000', '+442079460000'],
  ['\u202a+44 20 7946 0000\u202c', '+442079460000'],
  ['\ufeff+44\u00a020\u20117946\u200b\u20130000', '+442079460000'],
  ['＋４４ ２０ ７９４６ ００００', '+442079460000'],
  ['tel:+44-20-7946-0000', '+442079460000'],
  ['TEL:%2B442079460000;ext=5', '+442079460000'],
  ['<tel:+15551234567>', '+15551234567'],
  ['"+15551234567"', '+15551234567'],
  ['+1.555.123.4567', '+15551234567'],
  ['"Bob" <SIP:bob@customer.example.com>', 'sip:bob@customer.example.com'],
  [' sip: bob@customer.example.com ', 'sip:bob@customer.example.com'],
  ['bob@customer.example.com', 'sip:bob@customer.example.com'],
])('the caller "%s" is looked for as %s', (typed, from) => {
  expect(readCaller(typed)).toBe(from);
});

test.each([
  ...['020 7946 0000', '(0)20 7946 0000', '+020 7946 0000', 'tel:02079460000', '0555 123 4567'],
  ...['1234567890', '+1234567890123456', '12345678901234567', '1+5551234567', '011 2345 6789'],
])('the country of "%s" is not known: it is said how to write it', (typed) => {
  expect(() => readCaller(typed)).toThrow(UsageError);
  expect(() => readCaller(typed)).toThrow(`"${typed}" is not an E.164 number. Write + and the country code`);
});

test.each(['', ' ', '\u200b', '<>'])('%j is not a caller', (typed) => {
  expect(() => readCaller(typed)).toThrow('is not a caller');
});

const ID = 'c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d';
test.each([
  ...[ID, ` ${ID}\n`, `"${ID}",`, `“${ID}”.`, `\u202a${ID}\u202c`, ID.toUpperCase(), `"callId": "${ID}"`],
  ...[`callId=${ID}&eventType=initiate`, `<${ID}>`, `https://example.com/api/v2/accounts/5/calls/${ID}`],
  `https://example.com/api/v2/accounts/5500123/calls/${ID}/recordings/r-1`,
  `'https://example.com/api/v2/accounts/5500123/calls/${ID}?x=1'.`,
])('the call in %j is found', (typed) => {
  expect(readCallId(typed)).toBe(ID);
});

test.each([
  ['c-none', 'c-none'],
  ['"c-none",', 'c-none'],
  ['https://example.com/calls/c-none?x', 'c-none'],
  ['rejected#2026-11-21', 'rejected#2026-11-21'],
])('another id stays as it is: %j', (typed, id) => {
  expect(readCallId(typed)).toBe(id);
});

test('two calls at once are told, and nothing', () => {
  expect(() => readCallId(`${ID} ${ID.replace('95', '96')}`)).toThrow(/^These are 2 calls: /);
  expect(readCallId(`${ID} ${ID}`)).toBe(ID);
  expect(() => readCallId(' "" ')).toThrow('is not the id of a call');
});
