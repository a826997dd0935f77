import { expect, it } from 'vitest';
import { pairedRatios, quantile, Samples, spread } from './samples.ts';

it('gives median and quartiles, of unsorted numbers too', () => {
  expect(spread([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
  expect(spread([7])).toEqual({ median: 7, low: 7, high: 7 });
  expect(spread([])).toBeUndefined();
});

it('interpolates between numbers', () => {
  expect(quantile([0, 10], 0.25)).toBe(2.5);
});

it('divides round by round', () => {
  expect(pairedRatios([1, 2, 3], [2, 4, 4])).toEqual([0.5, 0.5, 0.75]);
  expect(pairedRatios([1, 2], [2])).toEqual([0.5]);
});

it('keeps numbers by figure and contestant, in order', () => {
  const samples = new Samples();
  samples.add('warmCpu', 'ours', 2);
  samples.add('warmCpu', 'floor', 9);
  samples.add('warmCpu', 'ours', 1);
  expect(samples.of('warmCpu', 'ours')).toEqual([2, 1]);
  expect(samples.of('startCpu', 'ours')).toEqual([]);
});
