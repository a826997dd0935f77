import { describe, expect, it } from 'vitest';
import { FIGURES } from './figures.ts';
import { Samples, spread, summarise } from './results.ts';

const samples = new Samples();
for (const [name, numbers] of Object.entries({ ours: [16, 32, 48], floor: [64, 64, 64] }))
  for (const startCpu of numbers) samples.add(name, { startCpu, dynamoRequests: 1 });
const results = summarise(samples, FIGURES);

const figure = (name: string) => results.figures.find((each) => each.name === name);

describe('a report', () => {
  it('has median and quartiles, interpolated, of unsorted numbers too', () => {
    expect(spread([5, 1, 4, 2, 3])).toEqual({ median: 3, low: 2, high: 4 });
    expect(spread([10, 0])).toEqual({ median: 5, low: 2.5, high: 7.5 });
    expect(spread([])).toBeUndefined();
  });

  it('tells ratios round by round, and whether a target was hit', () => {
    expect(figure('startCpu')?.ratios.floor).toEqual({ median: 0.5, low: 0.375, high: 0.625 });
    expect(figure('startCpu')?.targets).toEqual([{ against: 'floor', atMost: 0.4, value: 0.5, hit: false }]);
  });

  it('measures a target without a peer by the number itself', () => {
    expect(figure('dynamoRequests')?.targets).toEqual([{ atMost: 1, value: 1, hit: true }]);
  });
});
