import { describe, expect, test } from 'vitest';
import { noBrowser } from './console-browser.ts';
import { consoleSession } from './console-session.ts';

const HOSTILE = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';

describe.runIf(!noBrowser)('whoever reads it', () => {
  const session = consoleSession();
  const { refer, call, timeline, answer } = session;

  test('what a caller calls themselves is text, wherever it is shown', async () => {
    const { page } = session;
    const from = `sip:${HOSTILE}@evil.example.com`;
    const hostile = {
      from,
      to: HOSTILE,
      tag: HOSTILE,
      applicationId: HOSTILE,
      anything: HOSTILE,
      [HOSTILE]: 1,
    };
    const callId = await refer(
      { ...hostile, callId: `c-${HOSTILE}` },
      `?destination=${encodeURIComponent(HOSTILE)}`,
    );
    await refer({ ...hostile, callId, eventType: HOSTILE });
    await call(from).click();
    await timeline().getByText('an event of another type').first().waitFor();
    for (const item of await page.getByText('Stored item').all()) await item.click();
    expect(await page.getByLabel('Stored item').first().textContent()).toContain(JSON.stringify(HOSTILE));
    await timeline().getByRole('link', { name: 'What if…' }).first().click();
    await answer().getByRole('heading').first().waitFor();
    await page.getByLabel('eventType').fill(HOSTILE);
    await page.getByLabel('Name of a field to add').fill(HOSTILE);
    await page.getByRole('button', { name: 'Add field' }).click();
    await answer().getByRole('heading', { name: 'Refused' }).waitFor();
    expect(await page.locator('main img, script:not([src])').count()).toBe(0);
    expect(await page.title()).toBe('What if – Calls');
  });

  test('marks that turn or hide text are shown as their codes', async () => {
    await refer({ from: 'sip:bob\u202egro.live@example.com' });
    await call('sip:bob\\u{202e}gro.live@example.com').waitFor();
  });
});
