import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';

/** The browser that tests drive. */
export const CHROMIUM = '/usr/bin/chromium';

const playwright = await import('playwright-core').catch(() => undefined);

/** Why no browser can be started, if so. */
export const noBrowser: string | undefined = existsSync(CHROMIUM)
  ? playwright
    ? undefined
    : 'playwright-core is not installed: npm ci'
  : `there is no ${CHROMIUM}: apt-get install chromium`;

/** Its options. */
export const OPTIONS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser with a profile of its own, and what went wrong in its pages. */
export interface ConsoleBrowser {
  /** Opens a page, with everything that it asks for and complains of. */
  open(url: string): Promise<{ page: Page; requested: string[]; complaints: string[] }>;
  close(): Promise<void>;
}

export async function startBrowser(): Promise<ConsoleBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'console-profile-'));
  const context = (await playwright?.chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    args: OPTIONS,
    viewport: { width: 1440, height: 900 },
  })) as BrowserContext;
  context.setDefaultTimeout(20_000);
  return {
    async open(url) {
      const page = await context.newPage();
      const requested: string[] = [];
      const complaints: string[] = [];
      page.on('request', (request) => requested.push(request.url()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(url);
      await page.getByText('live', { exact: true }).waitFor();
      return { page, requested, complaints };
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
