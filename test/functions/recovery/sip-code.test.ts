import { describe, expect, it } from 'vitest';
import { codeClass } from '../../../functions/recovery/sip-code.ts';

describe('codeClass', () => {
  it.each([
    [100, 1],
    [202, 2],
    [399, 3],
    ['486', 4],
    [503, 5],
    [699, 6],
  ])('of %j is %i', (code, expected) => {
    expect(codeClass(code)).toBe(expected);
  });

  it.each([undefined, 99, 700, 0, -486, 486.5, Number.NaN, '', 'busy', '486 Busy Here'])(
    'of %j is 0',
    (code) => {
      expect(codeClass(code)).toBe(0);
    },
  );
});
