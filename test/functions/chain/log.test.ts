import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeError, log } from '../../../functions/chain/log.ts';
import { captureLog } from '../../support/captured-log.ts';

const captured = captureLog();

describe('a log line', () => {
  it('is one line of JSON, whatever text a stranger sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        captured.clear();
        log('INFO', text, { callId: text, [`\r\n${text}`]: text });
        expect(captured.text().match(/[\r\n]/g)).toEqual(['\n']);
        expect(captured.lines()).toMatchObject([{ level: 'INFO', message: text, callId: text }]);
      }),
    );
  });

  it('has the time, the level and the message first', () => {
    log('WARN', 'hello', { callId: 'c-1' });
    expect(captured.text()).toMatch(
      /^\{"timestamp":"\d{4}-\d\d-\d\dT[\d:.]+Z","level":"WARN","message":"hello","callId":"c-1"\}\n$/,
    );
  });
});

describe('a log line of something nested deeper than the stack', () => {
  it('is written all the same, with everything else and what it counts', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    log('ERROR', 'hello', { callId: 'c-1', item: { deep, flat: { a: 1 } } }, ['outcomesLogged']);
    expect(captured.lines()).toMatchObject([
      { level: 'ERROR', message: 'hello', callId: 'c-1', item: { flat: { a: 1 } }, OutcomesLogged: 1 },
    ]);
  });
});

describe('an error in a log line', () => {
  it('has name, message, stack and cause', () => {
    expect(describeError(new TypeError('outer', { cause: new RangeError('inner') }))).toEqual({
      name: 'TypeError',
      message: 'outer',
      stack: expect.stringContaining('TypeError: outer'),
      cause: { name: 'RangeError', message: 'inner', stack: expect.any(String) },
    });
  });

  it('that causes itself has three causes, not one for ever', () => {
    const error = new Error('again');
    error.cause = error;
    const again = { name: 'Error', message: 'again', stack: expect.any(String) };
    expect(describeError(error)).toEqual({
      ...again,
      cause: { ...again, cause: { ...again, cause: again } },
    });
  });

  it('is cut where it is long', () => {
    const error = new Error('x'.repeat(1_000_000), { cause: '"'.repeat(1_000_000) });
    expect(JSON.stringify(describeError(error)).length).toBeLessThan(20_000);
  });

  it('that cannot be written as text says so', () => {
    expect(describeError(Object.create(null))).toEqual({
      message: 'thrown: something that cannot be written as text',
    });
  });

  it.each([
    ['text', 'thrown: text'],
    [undefined, 'thrown: undefined'],
    [null, 'thrown: null'],
    [7, 'thrown: 7'],
  ])('%j, which is no Error', (thrown, message) => {
    expect(describeError(thrown)).toEqual({ message });
  });
});
