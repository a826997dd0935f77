import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FUNCTION_MEMORY_MB } from '../../lib/settings.ts';
import { PROJECT } from '../bench/contestants.ts';
import { between, publishedCost, reportFiles } from '../bench/report/documents.ts';

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');

describe('what the documents say was measured', () => {
  it.each([...reportFiles()])('%s is made from docs/measurements', (path, text) => {
    expect(read(path)).toBe(text);
  });

  it('the memory of a function is the cheapest that fits', () => {
    const fitting = publishedCost().settings.filter(({ fits }) => fits);
    const [cheapest] = fitting.sort((one, other) => one.usdPerMillion - other.usdPerMillion);
    expect(cheapest?.memoryMb).toBe(DEFAULT_FUNCTION_MEMORY_MB);
  });
});

describe('between', () => {
  it('replaces what stands between the marks of a name, dollars and all', () => {
    const document = 'a\n<!-- x -->\nold\n<!-- /x -->\nb\n<!-- y -->\n<!-- /y -->\n';
    expect(between(document, 'x', '$1 $&')).toBe(
      'a\n<!-- x -->\n$1 $&\n<!-- /x -->\nb\n<!-- y -->\n<!-- /y -->\n',
    );
  });

  it('throws when a name has no marks', () => {
    expect(() => between('<!-- x -->', 'x', '')).toThrow('there is no <!-- x -->');
  });
});
