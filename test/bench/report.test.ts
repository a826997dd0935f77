import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { chart } from './report/chart.ts';
import { decisionTable, figuresTable } from './report/table.ts';
import { type Results, summarise } from './results.ts';
import { Samples } from './samples.ts';

const samples = new Samples();
for (const [name, numbers] of Object.entries({ ours: [16, 32, 48], floor: [64, 64, 64] })) {
  for (const value of numbers) {
    samples.add('startCpu', name, value);
    samples.add('dynamoRequests', name, 1);
  }
}
const results = {
  ...summarise(samples, ['ours', 'floor']),
  decision: [{ routes: 1000, microseconds: { number: 3.25 } }],
} as unknown as Results;

const figure = (name: string) => results.figures.find((each) => each.name === name);

describe('a report', () => {
  it('tells ratios round by round, and whether a target was hit', () => {
    expect(figure('startCpu')?.ratios.floor).toEqual({ median: 0.5, low: 0.375, high: 0.625 });
    expect(figure('startCpu')?.targets).toEqual([{ against: 'floor', atMost: 0.7, value: 0.5, hit: true }]);
  });

  it('measures a target without a peer by the number itself', () => {
    expect(figure('dynamoRequests')?.targets).toEqual([{ atMost: 1, value: 1, hit: true }]);
  });

  it('is a Markdown table whose rows are all as wide', () => {
    const rows = figuresTable(results).split('\n');
    expect(new Set(rows.map((row) => row.split('|').length)).size).toBe(1);
    expect(rows.find((row) => row.includes('first callback, CPU'))).toContain('**0.50** (0.38–0.63)');
    expect(decisionTable(results)).toContain('| 1,000 | 3.25 |');
  });

  it('is a chart that is XML', () => {
    const svg = chart(results);
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).toContain('>32</text>');
  });
});
