import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportPage } from '../../bin/report/page/report-page.ts';
import { madeUpReport } from '../bin/report/day/figures.ts';
import { CHROMIUM, noBrowser, OPTIONS } from './console-browser.ts';

const SCREENS = fileURLToPath(new URL('../../coverage/screens/', import.meta.url));
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const folder = mkdtempSync(join(tmpdir(), 'report-page-'));
const file = join(folder, 'report.html');

describe.runIf(!noBrowser)('the page of a report', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(SCREENS, { recursive: true });
    writeFileSync(file, reportPage(madeUpReport(), ['400 calls, 512 read units.']));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: OPTIONS });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function open(width: number, colorScheme: 'light' | 'dark', media: 'screen' | 'print' = 'screen') {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const requested: string[] = [];
    page.on('request', (request) => requested.push(request.url()));
    await page.emulateMedia({ colorScheme, media });
    await page.goto(pathToFileURL(file).href);
    return { page, requested };
  }

  /** What axe-core finds wrong, by the elements that it names. */
  async function violations(page: Page): Promise<unknown> {
    await page.evaluate(AXE);
    return page.evaluate(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) })))`);
  }

  test.each([
    [1440, 'light'],
    [1440, 'dark'],
    [390, 'light'],
    [390, 'dark'],
  ] as const)(
    '%i pixels, %s: axe-core finds nothing, nothing is cut, and nothing is fetched',
    async (width, scheme) => {
      const { page, requested } = await open(width, scheme);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(requested).toEqual([pathToFileURL(file).href]);
      expect(await page.title()).toBe('Calls of 2026-11-30');
      await page.screenshot({ path: join(SCREENS, `report-${width}-${scheme}.png`), fullPage: true });
      await page.close();
    },
  );

  test('what callers wrote is text', async () => {
    const { page } = await open(1440, 'light');
    expect(await page.locator('script, img, a, link').count()).toBe(0);
    expect(await page.getByText('<script>document.title="owned"</script>').count()).toBeGreaterThan(0);
    await page.close();
  });

  test('every bar has a text, of results and of the hours from the first call to the last', async () => {
    const { page } = await open(1440, 'light');
    const bars = page.getByRole('img');
    expect(await bars.count()).toBe(8 + 12);
    expect(await bars.first().getAttribute('aria-label')).toBe('400 of 400 calls');
    await page.close();
  });

  test('prints on A4, in light colours whatever the screen has', async () => {
    const { page } = await open(703, 'dark', 'print');
    const pdf = await page.pdf({ preferCSSPageSize: true, path: join(SCREENS, 'report-a4.pdf') });
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(boxes.length).toBeGreaterThan(0);
    // A4 in points.
    for (const [, width, height] of boxes) {
      expect(Math.round(Number(width))).toBe(595);
      expect(Math.round(Number(height))).toBe(842);
    }
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    // 186 mm at 96 pixels an inch.
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(703);
    await page.screenshot({ path: join(SCREENS, 'report-a4.png'), fullPage: true });
    await page.close();
  });
});
