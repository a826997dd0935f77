import { describe, expect, it } from 'vitest';
import { atMemory, type MeasuredFunction } from './cost-model.ts';

const MEASURED: MeasuredFunction = { warmCpuMs: 1, coldCpuMs: 40, secondTryCpuMs: 40, residentMb: 100 };

describe('a memory setting', () => {
  it('has a whole core at 1,769 MB, and no more above: a callback runs in one thread', () => {
    // 1.5 ms of Lambda's core and 5 ms of DynamoDB, billed as 7.
    expect(atMemory(MEASURED, 1769)).toMatchObject({ warmMs: 7, coldMs: 65, secondTryMs: 1040 });
    expect(atMemory(MEASURED, 3538)).toMatchObject({ warmMs: 7, coldMs: 65 });
  });

  it('takes twice the time with half the memory', () => {
    expect(atMemory(MEASURED, 1769 / 2)).toMatchObject({ warmMs: 8, coldMs: 125, secondTryMs: 980 });
  });

  it.each([
    ['its memory is too small', { residentMb: 850 }],
    ['a second try would come too late', { secondTryCpuMs: 500 }],
    ['a caller would hear the cold start', { coldCpuMs: 300 }],
  ])('does not fit when %s', (_why, more) => {
    expect(atMemory(MEASURED, 1024).fits).toBe(true);
    expect(atMemory({ ...MEASURED, ...more }, 1024).fits).toBe(false);
  });

  it('costs memory by time, and every request the same', () => {
    const { usdPerMillion } = atMemory(MEASURED, 1769);
    expect(usdPerMillion).toBeCloseTo(0.2 + (1769 / 1024) * 0.007 * 0.0000133334 * 1e6);
  });
});
