import { describe, expect, test } from 'vitest';
import { MOST_CALLS } from '../../bin/console/call/feed.ts';
import { eventOf, row, startConsoleServer } from '../bin/console/console-server.ts';
import { noBrowser, startBrowser } from './console-browser.ts';

describe.runIf(!noBrowser)(`with ${MOST_CALLS} calls`, () => {
  test('only what is seen is in the page', { timeout: 120_000 }, async () => {
    const callIds = Array.from({ length: MOST_CALLS }, (_, index) => `c-${index}`);
    const rows = new Map(
      callIds.map((callId, index) => {
        const eventTime = new Date(Date.now() + index).toISOString();
        return [callId, [row(callId, { from: `sip:caller-${index}@example.com`, eventTime })]];
      }),
    );
    const served = await startConsoleServer(rows);
    const own = await startBrowser();
    try {
      for (const callId of callIds) served.console.answered(eventOf(callId), 200);
      const { page } = await own.open(`${served.baseUrl}/`);
      await page.getByText('10,000 of 10,000').waitFor({ timeout: 60_000 });
      expect(await page.locator('.call').count()).toBeLessThan(40);
      expect(await page.locator('*').count()).toBeLessThan(1500);
      await page.locator('#call-list').focus();
      await page.keyboard.press('End');
      await page.locator('.call').filter({ hasText: 'sip:caller-0@example.com' }).waitFor();
      const last = page.locator('.call[aria-selected=true]');
      expect(await last.getAttribute('aria-posinset')).toBe('10000');
      expect(await page.locator('.call').count()).toBeLessThan(40);
      await page.getByLabel('Search').fill('caller-77');
      await page.getByText('111 of 10,000').waitFor();
      expect(await page.locator('.call').count()).toBeLessThan(40);
    } finally {
      await own.close();
      await served.close();
    }
  });
});
