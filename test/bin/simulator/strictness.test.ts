import { describe, expect, test } from 'vitest';
import { DESK, firstRefer, playAgainst, stubCall } from './stub-call.ts';
import { stubServer } from './stub-server.ts';

const server = stubServer();

describe('strictness', () => {
  const ends = async (reply: ReturnType<ReturnType<typeof stubServer>['reply']>, limits = {}) => {
    server.reply = () => reply;
    return (await playAgainst(server, stubCall(firstRefer(), { [DESK]: 'busy' }), { limits })).ending;
  };

  test('no answer in time: callback-error', async () => {
    expect(await ends({ afterMillis: 500, body: '<Response/>' }, { answerSeconds: 0.1 })).toEqual({
      how: 'callback-error',
      why: 'no answer within 0.1 s',
    });
  });

  test.each([204, 301, 400, 404, 500, 503])('%i: callback-error', async (status) => {
    expect(await ends({ status })).toEqual({ how: 'callback-error', why: `answered ${status}` });
  });

  test('nobody listening: callback-error', async () => {
    const timeline = await playAgainst(server, stubCall(firstRefer(), { [DESK]: 'busy' }), {
      baseUrl: 'http://127.0.0.1:9',
    });
    expect(timeline.ending.how).toBe('callback-error');
  });

  test('another content type: invalid-bxml', async () => {
    expect((await ends({ contentType: 'application/json', body: '<Response/>' })).how).toBe('invalid-bxml');
  });

  test('64 KB is the limit', async () => {
    const padding = (bytes: number) => `<Response><!--${'x'.repeat(bytes - 28)}--></Response>`;
    expect((await ends({ body: padding(65_536) })).how).toBe('hangup');
    expect(await ends({ body: padding(65_537) })).toMatchObject({ how: 'invalid-bxml' });
  });

  test('a call that the server never lets end is stopped', async () => {
    server.reply = () => firstRefer();
    const timeline = await playAgainst(server, stubCall(firstRefer(), { [DESK]: 'busy' }), {
      limits: { callbacks: 5 },
    });
    expect(timeline.ending.how).toBe('never');
    expect(server.received).toHaveLength(5);
  });
});
