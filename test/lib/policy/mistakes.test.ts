import { expect, it } from 'vitest';
import { refused } from './refused.ts';

it('of the alternatives of a value only the one that was meant is told, with the mistake inside it', () => {
  const routes = [{ name: 'a', destinations: [['sip:a@x', 5]] }];
  const outcomes = { busy: ['nxt'], declined: [{ step: 'retry', times: 0 }] };
  expect(refused({ outcomes, routes }).mistakes.map(({ path, found }) => [path, found])).toEqual([
    ['outcomes.busy[0]', '"nxt"'],
    ['outcomes.declined[0].times', '0'],
    ['routes[0].destinations[0][1]', '5'],
  ]);
});

it('a value is shown whole up to 60 characters, and cut above', () => {
  const shown = (length: number) =>
    refused({ limits: { attempts: 'x'.repeat(length - 2) } }).mistakes[0]?.found;
  expect(shown(60)).toBe(`"${'x'.repeat(58)}"`);
  expect(shown(61)).toBe(`"${'x'.repeat(59)}…`);
});

it('the error has a name of its own, and a line for each mistake', () => {
  const { name, message } = refused({ limits: { attempts: 0, callSeconds: 0 } });
  expect({ name, message }).toEqual({
    name: 'PolicyError',
    message:
      '  limits.attempts: found 0, expected a whole number from 1 to 50\n' +
      '  limits.callSeconds: found 0, expected a whole number from 1 to 86400',
  });
});
