import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainItem } from '../../../bin/reader/plain-item.ts';
import { toAttributeMap } from '../../../functions/outcomes/attribute-value.ts';

const isStorable = (number: number): boolean =>
  number === 0 || (Math.abs(number) > 1e-120 && Math.abs(number) < 1e120);

test('what the writer wrote is read as it was', () => {
  const names = fc.stringMatching(/^[a-zA-Z.]{1,20}$/);
  const scalars = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.double({ noNaN: true }).filter(isStorable),
    fc.boolean(),
  );
  const values = fc.oneof(scalars, fc.array(scalars), fc.dictionary(names, fc.array(scalars)));
  fc.assert(
    fc.property(fc.dictionary(names, values), (item) => {
      const read = JSON.parse(JSON.stringify(plainItem(toAttributeMap(item))));
      expect(read).toEqual(JSON.parse(JSON.stringify(item)));
    }),
  );
});

test('a number that JavaScript cannot hold keeps its digits', () => {
  expect(plainItem({ id: { N: '12345678901234567890' }, code: { N: '486' }, part: { N: '0.5' } })).toEqual({
    id: '12345678901234567890',
    code: 486,
    part: 0.5,
  });
});
