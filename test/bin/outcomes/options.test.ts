import { expect, test } from 'vitest';
import { readCaller } from '../../../bin/outcomes/options/caller.ts';
import { readOutcomeNames } from '../../../bin/outcomes/options/outcome-names.ts';
import { STORED_OUTCOMES } from '../../../functions/outcomes/reader/stored-outcome.ts';

test('outcome names are read with blanks and capitals', () => {
  expect(readOutcomeNames('busy, No-Answer,rejected,')).toEqual(['busy', 'no-answer', 'rejected']);
});

test.each([
  ['buzy', 'There is no outcome "buzy". Did you mean "busy"?'],
  ['busy,noanswer', 'There is no outcome "noanswer". Did you mean "no-answer"?'],
  ['', 'There is no outcome "".'],
  ['zzzzzzzz', 'There is no outcome "zzzzzzzz". Outcomes:'],
])('an outcome "%s" that is none is told with all there are', (text, told) => {
  expect(() => readOutcomeNames(text)).toThrow(told);
  for (const name of STORED_OUTCOMES) expect(() => readOutcomeNames(text)).toThrow(name);
});

test.each([
  ['+15551234567', '+15551234567'],
  [' +1 (555) 123-4567 ', '+15551234567'],
  ['(555) 123-4567', '+15551234567'],
  ['15551234567', '+15551234567'],
  ['0049 30 1234567', '+49301234567'],
  ['sip:bob@customer.example.com', 'sip:bob@customer.example.com'],
  ['sip:15551234567@example.com', 'sip:15551234567@example.com'],
  ['Anonymous', 'Anonymous'],
  ['911', '911'],
])('the caller "%s" is looked for as %s', (typed, from) => {
  expect(readCaller(typed)).toBe(from);
});
