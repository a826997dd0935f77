import { expect, it } from 'vitest';
import { toSpan, toWeekdays } from '../../../lib/policy/spans.ts';

it.each([
  ['08:30-12:00', [510, 720]],
  ['00:00-24:00', [0, 1440]],
  ['22:00-24:00', [1320, 1440]],
  ['22:00-00:00', [1320, 1440]],
  ['22:00-06:15', [1320, 1815]],
  ['23:59-23:58', [1439, 2878]],
  ['09:00-09:00', undefined],
  ['00:00-00:00', undefined],
  ['24:00-06:00', undefined],
  ['09:00-24:01', undefined],
  ['08:60-12:00', undefined],
  ['25:00-26:00', undefined],
  ['9:00-12:00', undefined],
  ['09:00 - 12:00', undefined],
  ['x09:00-12:00', undefined],
  ['09:00-12:00x', undefined],
  ['', undefined],
])('the span %s is %j', (text, span) => expect(toSpan(text)).toEqual(span));

it.each([
  ['mon', [0]],
  ['sun', [6]],
  ['mon-fri', [0, 1, 2, 3, 4]],
  ['mon-sun', [0, 1, 2, 3, 4, 5, 6]],
  ['fri-mon', [4, 5, 6, 0]],
  ['sun-mon', [6, 0]],
  ['mon,wed', [0, 2]],
  ['sat-sun,wed', [5, 6, 2]],
  ['mon,mon', [0, 0]],
  ['mon-mon', undefined],
  ['mon,tue-tue', undefined],
  ['Mon', undefined],
  ['monday', undefined],
  ['xmon', undefined],
  ['mon-tue-wed', undefined],
  ['mon, wed', undefined],
  ['mon,', undefined],
  ['', undefined],
])('the weekdays of %s are %j', (key, weekdays) => expect(toWeekdays(key)).toEqual(weekdays));
