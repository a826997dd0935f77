import { expect, test } from 'vitest';
import { gatewayAnswer } from '../../../bin/local/gateway-answer.ts';

const shown = (result: unknown) => {
  const { status, headers, body } = gatewayAnswer(result);
  return { status, headers, body: body.toString() };
};

test('takes status, headers and body as they are, names in lower case', () => {
  const result = { statusCode: 404, headers: { 'Content-Type': 'text/plain', 'X-Number': 1 }, body: 'no' };
  expect(shown(result)).toEqual({
    status: 404,
    headers: { 'content-type': 'text/plain', 'x-number': '1' },
    body: 'no',
  });
});

test('decodes a body in base64', () => {
  expect(shown({ statusCode: 200, body: 'w6k=', isBase64Encoded: true }).body).toBe('é');
});

test('sets each cookie', () => {
  expect(shown({ statusCode: 200, cookies: ['a=1', 'b=2'] }).headers).toEqual({
    'set-cookie': ['a=1', 'b=2'],
  });
});

test.each([
  ['plain', 'plain'],
  [{ a: 1 }, '{"a":1}'],
  [undefined, ''],
  [null, 'null'],
])('a result %j without status is the body of a 200', (result, body) => {
  expect(shown(result)).toEqual({ status: 200, headers: { 'content-type': 'application/json' }, body });
});
