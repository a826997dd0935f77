import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMessage } from '../../../functions/outcomes/fallback-queue.ts';
import { readItem } from '../../../functions/outcomes/read-item.ts';

describe('an item that was written as JSON', () => {
  it('is read as it was, with every field of any kind', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ stringUnit: 'binary' })),
        (fields) => {
          const { __proto__: _, ...own } = fields;
          const item = { ...own, callId: 'c-1', eventKey: 'k' };
          expect(readItem(toMessage(item))).toEqual(JSON.parse(JSON.stringify(item)));
        },
      ),
    );
  });

  it('as a message is printable ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toMessage({ callId: text, eventKey: 'k' })).toMatch(/^[\x20-\x7e]+$/);
      }),
    );
  });

  it.each([
    ['no JSON', '{"callId":'],
    ['nothing', ''],
    ['null', 'null'],
    ['a text', '"callId"'],
    ['a list', '[{"callId":"c","eventKey":"k"}]'],
    ['no callId', '{"eventKey":"k"}'],
    ['no eventKey', '{"callId":"c"}'],
    ['a callId that is a number', '{"callId":1,"eventKey":"k"}'],
    ['an eventKey that is null', '{"callId":"c","eventKey":null}'],
  ])('%s: throws', (_name, text) => {
    expect(() => readItem(text)).toThrow();
  });
});
