import { expect, it } from 'vitest';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { captureLog } from '../../support/captured-log.ts';
import { deploymentWith, documented, SAFE_ANSWER, sendTo } from '../../support/requests.ts';

const log = captureLog();

it('nothing is decided a second before Lambda ends the function: the safe BXML, and the log has the item', async () => {
  const late = new Promise<'stored'>((resolve) => setTimeout(resolve, 300, 'stored'));
  const body = documented('refer-target-404', { callId: 'c-late' });
  expect(await sendTo(referComplete, deploymentWith({ put: () => late }), { body }, 1000)).toMatchObject({
    statusCode: 200,
    body: SAFE_ANSWER,
  });
  expect(log.lines()).toMatchObject([
    { level: 'ERROR', message: 'callback got the safe answer', error: { name: 'TimeoutError' } },
    { level: 'ERROR', message: 'outcome not stored', item: { callId: 'c-late', notifySipResponseCode: 404 } },
  ]);
  await late;
});
