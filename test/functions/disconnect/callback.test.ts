import { describe, expect, it } from 'vitest';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, send } from '../../support/requests.ts';

const table = outcomesTable();
captureLog();

const event = (callId: string, cause?: string) => ({
  eventType: 'disconnect',
  eventTime: '2026-06-10T10:05:00.000Z',
  callId,
  from: '+15551112222',
  cause,
  endTime: '2026-06-10T10:05:00.000Z',
});

describe('disconnect', () => {
  it.each([
    ['hangup', 'completed'],
    ['cancel', 'abandoned'],
    ['busy', 'busy'],
    ['timeout', 'no-answer'],
    ['callback-error', 'misconfigured'],
    ['something new', 'failed'],
  ])('with cause %s is stored as %s, and answered without BXML', async (cause, outcome) => {
    const sent = { name: 'disconnect', body: event(`c-${cause}`, cause) } as const;
    expect(await send(deploymentWith(table.store), sent)).toEqual({ statusCode: 200, headers: {}, body: '' });
    expect(await table.itemsOf(`c-${cause}`)).toMatchObject([{ outcome, cause, step: 'none', attempt: 0 }]);
  });

  it('of another type is kept as rejected, and answered without BXML', async () => {
    const body = { ...event('c-none'), eventType: 'answer' };
    const sent = { name: 'disconnect', body } as const;
    expect(await send(deploymentWith(table.store), sent)).toEqual({ statusCode: 200, headers: {}, body: '' });
    expect(await table.itemsOf('c-none')).toMatchObject([{ outcome: 'rejected' }]);
  });
});
