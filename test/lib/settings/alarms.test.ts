import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ALARM_NAMES, alarmChanges } from '../../../lib/settings/alarms.ts';
import { readSettings } from '../../../lib/settings.ts';

const read = (alarms: unknown) =>
  readSettings({ callbackTokenSha256: 'a'.repeat(64), prod: { alarms } }).alarms;

const change = fc.oneof(
  fc.constant(false as const),
  fc.record(
    {
      threshold: fc.double({ min: 0.001, max: 1e9, noNaN: true }),
      periods: fc.integer({ min: 1, max: 288 }),
    },
    { requiredKeys: [] },
  ),
);

it('takes every alarm by its name, with a threshold, periods, both or off', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...ALARM_NAMES), change), (given) => {
      expect(read(given)).toEqual(given);
    }),
  );
});

it.each([
  [{ 'slow-anwers': false }, /^unknown alarm prod\.alarms\.slow-anwers: .+; did you mean "slow-answers"\?$/],
  [{ 'slow-answers': true }, /^prod\.alarms\.slow-answers must be an object of settings, but found true$/],
  [{ 'slow-answers': 2000 }, /^prod\.alarms\.slow-answers must be an object of settings/],
  [{ defects: { treshold: 2 } }, /^unknown setting prod\.alarms\.defects\.treshold: .+ "threshold"\?$/],
  [{ defects: { threshold: 0 } }, /^prod\.alarms\.defects\.threshold must be a number above 0, but found 0$/],
  [{ defects: { threshold: '5' } }, /threshold must be a number above 0/],
  [{ defects: { periods: 0 } }, /periods must be a whole number of periods from 1 to 288, but found 0$/],
  [{ defects: { periods: 1.5 } }, /periods must be a whole number/],
  [['defects'], /^prod\.alarms must be an object of alarms by their names/],
  ['defects', /^prod\.alarms must be an object of alarms by their names/],
  [{ defect: false, 'dead-letter': false }, /unknown alarm .*defect: .+\n.*unknown alarm .*dead-letter: /],
])('refuses %j', (given, message) => {
  expect(() => read(given)).toThrow(message);
});

it('refuses every name that is no alarm', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      fc.pre(!ALARM_NAMES.some((each) => each === name));
      expect(() => alarmChanges('alarms', { [name]: false })).toThrow('unknown alarm');
    }),
  );
});
