import { describe, expect, it } from 'vitest';
import { captureLog } from '../../support/captured-log.ts';
import { handledCallbacks } from '../../support/handled-callbacks.ts';
import { deploymentWith, documented, send } from '../../support/requests.ts';

const { table, handled } = handledCallbacks();
captureLog();

const sent = (changes: object = {}, query = '') =>
  handled({ name: 'recording-available', body: documented('recording-available', changes), query });

describe('recording-available', () => {
  it('is stored with its recording, where its message was left, and answered without BXML', async () => {
    const { item, ...answered } = await sent({}, 'route=desk&destination=%2B15550001111&attempt=3');
    expect(answered).toEqual({ statusCode: 200, headers: {}, answer: '' });
    expect(item).toMatchObject({
      outcome: 'voicemail',
      step: 'none',
      route: 'desk',
      destination: '+15550001111',
      attempt: 3,
      recordingId: 'r-115da407-e3d9-4ea7-889f-5f4ad7386a80',
      duration: 'PT12.056S',
      status: 'complete',
      mediaUrl: expect.stringMatching(/\/media$/),
    });
  });

  it.each(['partial', 'error', 'something new', undefined])(
    'of status %s: stored all the same',
    async (status) => {
      const { item } = await sent({ status });
      expect(item).toMatchObject({ outcome: 'voicemail', ...(status && { status }) });
    },
  );

  it.each([
    ['a time without its zone, as in the example of Bandwidth', { eventTime: '2026-04-30T13:14:07.500' }],
    ['odd fields', { recordingId: ['r'], duration: { S: 1 }, mediaUrl: null, status: 5 }],
    ['an id of any length', { recordingId: 'r'.repeat(200_000) }],
  ])('with %s: stored all the same', async (_what, changes) => {
    expect((await sent(changes)).item).toMatchObject({ outcome: 'voicemail' });
  });

  it('that comes twice is one item, without its time too; another recording of the call is another', async () => {
    const callId = 'c-recordings';
    const events = [
      { recordingId: 'r-1', eventTime: '2026-04-30T13:14:07.500Z' },
      { recordingId: 'r-2', eventTime: '2026-04-30T13:15:07.500Z' },
      { recordingId: 'r-3', eventTime: undefined },
    ];
    for (const event of [...events, ...events]) {
      const body = documented('recording-available', { callId, ...event });
      await send(deploymentWith(table.store), { name: 'recording-available', body, query: 'attempt=2' });
    }
    const items = await table.itemsOf(callId);
    expect(items.map(({ recordingId }) => recordingId).sort()).toEqual(['r-1', 'r-2', 'r-3']);
  });
});
