import { expect, it } from 'vitest';
import { emptyResponse, isHeard } from '../../../functions/chain/responses.ts';

it.each([
  [{ ...emptyResponse(200), body: '<Response/>' }, true],
  [emptyResponse(200), false],
  [{ ...emptyResponse(400), body: '{}' }, false],
])('%j gives somebody something to hear: %j', (response, heard) => {
  expect(isHeard(response)).toBe(heard);
});
