import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startConsoleServer } from '../bin/console/console-server.ts';
import { type Program, spawnProgram, startProgram } from '../bin/program.ts';
import { storedItem } from '../bin/reader/items.ts';
import { outcomesTable } from '../support/outcomes-table.ts';
import { type ConsoleBrowser, noBrowser, startBrowser } from './console-browser.ts';
import { look, SCREEN_KINDS } from './console-look.ts';

/** The picture of docs/operations.md, refreshed as that of the README is. */
const OPERATIONS_SCREEN = fileURLToPath(new URL('../../docs/console-stack.png', import.meta.url));

const HOSTILE = '<img src=x onerror="document.title=\'owned\'">';

describe.runIf(!noBrowser)('the console of a table that others write', () => {
  const table = outcomesTable();
  let browser: ConsoleBrowser;
  let program: Program;
  let url: string;
  let opened: Awaited<ReturnType<ConsoleBrowser['open']>>;
  const page = (): Page => opened.page;

  const put = (callId: string, secondsAgo: number, fields: object = {}) =>
    table.store.put(
      storedItem({
        callId,
        eventTime: new Date(Date.now() - secondsAgo * 1000).toISOString(),
        route: 'support',
        nextDestination: 'sip:bob@desk.example.com',
        fields: { notifySipResponseCode: 486, ...fields },
      }),
    );

  beforeAll(async () => {
    await put('c-recent', 60);
    await put('c-hostile', 50, { from: `sip:${HOSTILE}@evil.example.com`, tag: HOSTILE });
    await put('c-yesterday', 20 * 3600);
    const options = ['--endpoint', table.endpoint, '--table', table.name, '--port', '0'];
    program = startProgram('console.ts', {}, options);
    await vi.waitFor(() => expect(program.stdout()).toMatch(/writes\s+nothing/), { timeout: 60_000 });
    url = /(http:\/\/127\.0\.0\.1:\d+)\/ shows the calls/.exec(program.stdout())?.[1] ?? '';
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    program?.child.kill('SIGTERM');
    expect(await program?.ended).toBe(0);
  });
  beforeEach(async () => {
    opened = await browser.open(`${url}/`);
  });
  afterEach(async () => {
    await page().close();
    expect(opened.complaints).toEqual([]);
    expect(opened.requested.filter((asked) => !asked.startsWith(url))).toEqual([]);
  });

  const call = (callId: string) => page().locator(`.call[data-call-id="${callId}"]`);

  test.each(SCREEN_KINDS)('%s pixels, %s', async (name, colorScheme, width, height) => {
    await page().setViewportSize({ width, height });
    await page().emulateMedia({ colorScheme });
    await call('c-recent').waitFor();
    await look(page(), `deployed-${name}-${colorScheme}`);
    if (process.env.REFRESH_SCREEN && name === '390' && colorScheme === 'light') {
      await look(page(), 'deployed', OPERATIONS_SCREEN);
    }
  });

  test('calls of the last hour are there, new ones come by themselves, earlier ones on request', async () => {
    await call('c-recent').getByText('ongoing').waitFor();
    expect(await call('c-yesterday').count()).toBe(0);
    const units = async () => {
      const [, read, requests] =
        /([\d,.]+) read units, ([\d,]+) Queries/.exec((await page().locator('#usage').textContent()) ?? '') ??
        [];
      return [read, requests].map((text) => Number(text?.replaceAll(',', '')));
    };
    const [readUnits, requests] = await units();
    expect(readUnits).toBeGreaterThan(0);
    expect(requests).toBeGreaterThan(300);
    await put('c-new', 1);
    await call('c-new').waitFor();
    await page().getByRole('button', { name: '24 hours earlier' }).click();
    await call('c-yesterday').waitFor();
    expect(await page().title()).toMatch(/^Calls – table "outcomes-/);
  });

  test('it plays nothing, marks what another policy decided, and shows hostile text as text', async () => {
    await call('c-hostile').click();
    await page().getByText('another policy').first().waitFor();
    expect(await page().getByRole('link', { name: 'Play a call' }).count()).toBe(0);
    expect(await page().getByRole('button', { name: 'Copy curl' }).count()).toBe(0);
    await page().getByText('Stored item').click();
    await page().keyboard.press('w');
    await page().getByText('the destination is busy').waitFor();
    expect(await page().locator('main img, script:not([src])').count()).toBe(0);
    expect(await page().title()).toMatch(/^What if/);
  });

  test('who does not look at the page has nothing read', async () => {
    await call('c-recent').waitFor();
    const looked = async () => (await page().locator('#usage').textContent()) ?? '';
    await page().evaluate(`
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => globalThis.isHidden });
      globalThis.isHidden = true;
      document.dispatchEvent(new Event('visibilitychange'));
    `);
    const before = await looked();
    await put('c-unseen', 1);
    await page().waitForTimeout(12_000);
    expect(await call('c-unseen').count()).toBe(0);
    expect(await looked()).toBe(before);
    await page().evaluate(`
      globalThis.isHidden = false;
      document.dispatchEvent(new Event('visibilitychange'));
    `);
    await call('c-unseen').waitFor();
  });

  test('reading and trouble are told, neither as "no calls"', async () => {
    let fail: ((error: Error) => void) | undefined;
    const reader = {
      async *call() {},
      async *byOutcome() {
        yield await new Promise<never>((_, reject) => {
          fail = reject;
        });
      },
    };
    const slow = await startConsoleServer(new Map(), { mode: 'deployed', reader });
    try {
      await page().goto(`${slow.baseUrl}/`);
      await page().getByText('Reading the table…').waitFor();
      // biome-ignore lint/performance/useDomNodeTextContent: what is hidden says nothing
      expect(await page().locator('body').innerText()).not.toMatch(/no calls|0 calls|0 of 0/i);
      fail?.(Object.assign(new Error('no'), { name: 'ExpiredTokenException' }));
      await page()
        .getByText('The table cannot be read: The AWS credentials have expired: log in again.')
        .waitFor();
    } finally {
      await page().goto('about:blank');
      await slow.close();
      opened.requested.length = 0;
    }
  });
});

test('a stack without credentials or that is none is told in one line', async () => {
  const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_REGION: 'us-east-1' };
  const credentials = { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' };
  const ended = await spawnProgram('console.ts', { ...nowhere, ...credentials, AWS_MAX_ATTEMPTS: '1' }, [
    '--stack',
    'X',
  ]);
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  expect(ended.stderr).toMatch(/^Nothing answers there\.[^\n]*\n$/);
  const without = { ...nowhere, AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nonexistent' };
  const refused = await spawnProgram('console.ts', without, ['--stack', 'X']);
  expect(refused).toMatchObject({
    code: 1,
    stderr: 'No AWS credentials. Set AWS_PROFILE, or log in (aws sso login).\n',
  });
});
