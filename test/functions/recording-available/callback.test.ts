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

  it.each([
    ['of a part of it', { status: 'partial' }],
    ['of a status that is new', { status: 'something new' }],
    ['of no status', { status: undefined }],
    ['of an odd status', { status: 5 }],
    ['of a length that is not told', { duration: undefined }],
    ['of a length that cannot be read', { duration: { S: 1 } }],
    ['of half a second', { duration: 'PT0.5S' }],
    ['of ten minutes', { duration: 'PT10M' }],
    ['at a time without its zone, as in the example of Bandwidth', { eventTime: '2026-04-30T13:14:07.500' }],
    ['with an odd id', { recordingId: ['r'] }],
    ['with an id of any length', { recordingId: 'r'.repeat(200_000) }],
  ])('%s: is a message', async (_what, changes) => {
    expect((await sent(changes)).item).toMatchObject({ outcome: 'voicemail' });
  });

  it.each([
    ['that met an error', { status: 'error' }],
    ['that met an ERROR', { status: ' ERROR' }],
    ['that was deleted', { status: 'deleted', mediaUrl: undefined }],
    ['without media', { mediaUrl: undefined }],
    ['with empty media', { mediaUrl: ' ' }],
    ['with odd media', { mediaUrl: ['https://voice.bandwidth.com/'] }],
    ['of no length', { duration: 'PT0S' }],
    ['of no length, in fractions', { duration: 'PT0.000S' }],
    ['of no length, in parts', { duration: 'PT0H0M0S' }],
    ['of no length, as a number', { duration: 0 }],
  ])('%s: is stored as what it is, and is no message', async (_what, changes) => {
    const { item, statusCode, answer } = await sent(changes);
    expect({ statusCode, answer }).toEqual({ statusCode: 200, answer: '' });
    const outcomeDay = expect.stringMatching(/^no-message#2026-04-30#/);
    expect(item).toMatchObject({
      outcome: 'no-message',
      step: 'none',
      recordingId: expect.any(String),
      outcomeDay,
    });
    expect(item).not.toHaveProperty('caller');
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
