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

  test('every control has a name', async () => {
    const { page } = session;
    for (const name of ['Play a call', 'What if', 'Timeline']) {
      await page.getByRole('link', { name, exact: true }).click();
      const nameless =
        await page.evaluate(`[...document.querySelectorAll('button, input, select, a, [role=listbox]')]
        .filter((control) => !(control.labels?.length || control.ariaLabel || control.textContent.trim() || control.getAttribute('aria-labelledby')))
        .map((control) => control.outerHTML)`);
      expect(nameless).toEqual([]);
    }
  });

  test.each(['light', 'dark'] as const)('is readable in %s', async (colorScheme) => {
    const { page } = session;
    await page.emulateMedia({ colorScheme });
    await refer({ from: 'sip:contrast@example.com' });
    await call('sip:contrast@example.com').first().click();
    await timeline().waitFor();
    // A canvas reads every colour notation; WCAG 2 asks for a contrast of 4.5.
    const contrasts = await page.evaluate(`(() => {
      const context = document.createElement('canvas').getContext('2d');
      const light = (colour) => {
        context.fillStyle = colour;
        context.fillRect(0, 0, 1, 1);
        const [red, green, blue] = [...context.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
          .map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      const ground = (element) => {
        const colour = getComputedStyle(element).backgroundColor;
        return colour === 'rgba(0, 0, 0, 0)' ? ground(element.parentElement) : colour;
      };
      return ['h1', '#connection', '.tally', '.tally b', '.to', '.state', '.chip', '.part h3', '.part b', '.soft', '.papers summary', '.quiet', '.bxml-tag', '[aria-current=false]', '[aria-current=page]']
        .map((selector) => {
          const element = document.querySelector(selector);
          const [dark, bright] = [light(getComputedStyle(element).color), light(ground(element))].sort((a, b) => a - b);
          return [selector, (bright + 0.05) / (dark + 0.05)];
        });
    })()`);
    for (const [selector, contrast] of contrasts as [string, number][])
      expect(contrast, selector).toBeGreaterThan(4.5);
  });
});
