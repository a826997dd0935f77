import { expect, it } from 'vitest';
import type { Deployment } from '../../../functions/chain/contract.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import {
  deploymentWith,
  documented,
  type SentRequest,
  send,
  sendTo,
  sha256,
  TOKEN,
} from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

const down = { put: () => Promise.reject(new Error('down')) };

/** A request for each row of the HTTP table. */
const ROWS: Record<string, SentRequest> = {
  'wrong token': { token: `${TOKEN}?`, body: documented('refer-success') },
  'valid callback': { body: documented('refer-target-404', { callId: 'c-secret-1' }) },
  'valid transfer callback': { name: 'transfer-complete', body: documented('transfer-busy') },
  'GET callback': { method: 'GET', query: 'callId=c-secret-2&eventType=referComplete' },
  'another event type': { body: { callId: 'c-secret-3', eventType: 'transferComplete' } },
  'a missing field': { body: documented('refer-success', { referCallStatus: null, callId: 'c-secret-4' }) },
  'not JSON': { body: 'no JSON' },
  'too large': { body: 'x'.repeat(200_000) },
  'wrong method': { method: 'DELETE' },
};

const deployments: Record<string, () => Deployment> = {
  'the store up': () => deploymentWith(table.store),
  'the store down': () => deploymentWith(down),
};
const cases = Object.keys(ROWS).flatMap((row) =>
  Object.keys(deployments).map((store) => [row, store] as const),
);

/** The token as it could stand in a text, and its hash: that must not come out either. */
const SECRETS = [
  TOKEN,
  encodeURIComponent(TOKEN),
  sha256(TOKEN).toString('hex'),
  sha256(TOKEN).toString('base64'),
];

it.each(cases)('%s, %s: neither a log line nor the answer has the token', async (row, store) => {
  const answered = await send((deployments[store] as () => Deployment)(), ROWS[row] ?? {});
  expect(log.lines().length).toBeGreaterThan(0);
  for (const secret of SECRETS) {
    expect(log.text()).not.toContain(secret);
    expect(JSON.stringify(answered)).not.toContain(secret);
  }
});

it('no row of the table leaves the token in a stored item', async () => {
  for (const sent of Object.values(ROWS)) await send(deploymentWith(table.store), sent);
  const items = JSON.stringify(await table.allItems());
  expect(items).toContain('c-secret-1');
  for (const secret of SECRETS) expect(items).not.toContain(secret);
});

it('a defect does not bring the token into the log', async () => {
  const broken = { ...referComplete, decide: () => null as never };
  await sendTo(broken, deploymentWith(down), { body: documented('refer-success') });
  expect(log.text()).toContain('safe answer');
  for (const secret of SECRETS) expect(log.text()).not.toContain(secret);
});

it('the answer points back by a relative URL, which keeps the token unwritten', async () => {
  const { body } = await send(deploymentWith(table.store), ROWS['valid callback'] ?? {});
  expect(body).toMatch(/referCompleteUrl="refer-complete\?/);
  expect(body).not.toMatch(/https?:/);
});
