import { describe, expect, it } from 'vitest';
import { CALLBACKS } from '../../../functions/callbacks.ts';
import { captureLog } from '../../support/captured-log.ts';
import { DOWN, deploymentWith, type SentRequest, send } from '../../support/requests.ts';

const log = captureLog();
const NAMES = CALLBACKS.map(({ name }) => name);

const probe = { method: 'GET', query: 'probe=1' };

/** Sends a request where whatever is stored is seen. */
async function sendAndWatch(sent: SentRequest) {
  const stored: unknown[] = [];
  const put = async (item: unknown) => {
    stored.push(item);
    return 'stored' as const;
  };
  return { answer: await send(deploymentWith({ put }), sent), stored };
}

describe.each(NAMES)('a probe of %s', (name) => {
  it('is answered 204 and neither stored nor logged', async () => {
    const { answer, stored } = await sendAndWatch({ ...probe, name });
    expect(answer).toEqual({ statusCode: 204, headers: {}, body: '' });
    expect(stored).toEqual([]);
    expect(log.lines()).toEqual([]);
  });

  it('is answered where nothing can be stored', async () => {
    expect(await send(deploymentWith(DOWN), { ...probe, name })).toMatchObject({ statusCode: 204 });
  });

  it.each([['wrong'], [''], [undefined]])('with the token %j is not there: 404', async (token) => {
    const { answer, stored } = await sendAndWatch({ ...probe, name, token });
    expect(answer).toEqual({ statusCode: 404, headers: {}, body: '' });
    expect(stored).toEqual([]);
  });
});

it.each<[string, SentRequest, number]>([
  ['with a callId', { ...probe, query: 'probe=1&callId=c-probe' }, 200],
  ['with a parameter of ours', { ...probe, query: 'probe=1&attempt=2' }, 400],
  ['given twice', { ...probe, query: 'probe=1&probe=1' }, 400],
  ['of another value', { ...probe, query: 'probe=2' }, 400],
  ['without a value', { ...probe, query: 'probe' }, 400],
  ['by POST', { ...probe, method: 'POST', body: { callId: 'c-probe' } }, 200],
  ['by HEAD', { ...probe, method: 'HEAD' }, 405],
])('a request %s is no probe', async (_what, sent, statusCode) => {
  const { answer, stored } = await sendAndWatch(sent);
  expect(answer.statusCode).toBe(statusCode);
  expect(stored).toHaveLength(statusCode === 405 ? 0 : 1);
});
