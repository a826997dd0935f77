import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withIgnored } from '../../../bin/app-folder/git-ignore.ts';

const LINES = ['node_modules/', 'cdk.out/', '.data/'];
const line = fc.constantFrom(...LINES, 'node_modules', '/cdk.out', '# .data/', '!x', '', ' ');
const text = fc
  .tuple(fc.array(line), fc.constantFrom('\n', '\r\n'), fc.constantFrom('', '\n'))
  .map(([lines, eol, end]) => lines.join(eol) + end);

it('keeps what is there, adds what is missing once, and then nothing', () => {
  fc.assert(
    fc.property(text, (before) => {
      const after = withIgnored(before, LINES);
      expect(after.startsWith(before)).toBe(true);
      const meant = after.split(/\r?\n/).map((each) => each.trim().replace(/^\/|\/$/g, ''));
      for (const each of LINES) {
        const name = each.slice(0, -1);
        const added = after
          .slice(before.length)
          .split('\n')
          .filter((one) => one === each);
        expect(meant).toContain(name);
        expect(added.length).toBeLessThanOrEqual(1);
      }
      expect(withIgnored(after, LINES)).toBe(after);
    }),
  );
});
