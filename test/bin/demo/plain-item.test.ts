import { expect, test } from 'vitest';
import { plainItem } from '../../../bin/demo/plain-item.ts';
import { toAttributeMap } from '../../../functions/outcomes/attribute-value.ts';

test('reads back what the functions write', () => {
  const item = {
    text: 'a',
    empty: '',
    number: 1.5,
    flag: false,
    nothing: null,
    list: [1, ['b']],
    map: { c: { d: 2 } },
  };
  expect(plainItem(toAttributeMap(item))).toEqual(item);
});
