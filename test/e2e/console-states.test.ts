import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ConsoleServer, eventOf, type Rows, startConsoleServer } from '../bin/console/console-server.ts';
import { type ConsoleBrowser, noBrowser, startBrowser } from './console-browser.ts';
import { look, SCREEN_KINDS } from './console-look.ts';
import { callsOfEachState, event, POLICY } from './console-rows.ts';

describe.runIf(!noBrowser)('a page says how things stand', () => {
  let browser: ConsoleBrowser;
  let served: ConsoleServer;
  let page: Page;
  let rows: Rows;
  let mistake: string | undefined;

  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    rows = new Map();
    mistake = undefined;
    served = await startConsoleServer(rows, { policy: () => POLICY, mistake: () => mistake });
    ({ page } = await browser.open(`${served.baseUrl}/`));
  });
  afterEach(async () => {
    await page.close();
    await served.close();
  });

  const call = (callId: string) => page.locator(`.call[data-call-id="${callId}"]`);
  const told = () => page.locator('#panel-call');
  async function arrive(calls: Rows): Promise<void> {
    for (const [callId, call] of calls) rows.set(callId, call);
    for (const callId of calls.keys()) served.console.answered(eventOf(callId), 200);
    await page.getByText(`${rows.size} of ${rows.size}`).waitFor();
  }

  test.each(SCREEN_KINDS)('%s pixels, %s', async (name, colorScheme, width, height) => {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    const take = (view: string) => look(page, `${view}-${name}-${colorScheme}`);
    const open = (hash: string) => page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await page.getByText('No calls yet. Play one, or call.').waitFor();
    await take('no-calls');
    await arrive(callsOfEachState());
    if (name === '390') await page.locator('.session > summary').click();
    await take('states');
    await page.getByText('Filter by caller').click();
    await page.getByLabel('Search').fill('nobody at all');
    await page.getByText('No call matches the filter.').waitFor();
    await take('no-match');
    await page.getByRole('button', { name: 'Show all' }).click();
    for (const callId of ['c-message', 'c-hostile', 'c-closed', 'c-lost']) {
      await open(`#/calls/${callId}`);
      await told().getByText(callId, { exact: true }).waitFor();
      await take(callId.replace('c-', 'call-'));
    }
    await open('#/policy');
    await page.getByText('takes every call').waitFor();
    for (const steps of await page.getByText('Steps after each outcome').all()) await steps.click();
    mistake = 'recovery.json:3:5: routes[0].name: found 1, expected a name';
    served.console.policyChanged();
    await page.getByText('The policy before decides').waitFor();
    await take('policy');
    await open('#/');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keys' }).waitFor();
    await take('keys');
    await page.keyboard.press('Escape');
    await served.close();
    await page.getByRole('status').getByText('The server of this page does not answer').waitFor();
    await page.locator('body.gone').waitFor();
    await take('gone');
  });

  test('a call has one state, a strip and, of another day, a date', async () => {
    await arrive(callsOfEachState());
    for (const state of ['ongoing', 'connected', 'recovered', 'message', 'closed', 'abandoned', 'lost'])
      expect(await call(`c-${state}`).locator('.state').textContent()).toBe(state);
    expect(await call('c-message').locator('.strip').textContent()).toBe(
      'anna busy→ben no answer→message 12 s',
    );
    expect(await call('c-closed').locator('.day').textContent()).toBe('22 Nov');
    expect(await call('c-lost').locator('.day').textContent()).toBe('');
    const times = await page.locator('.call time').evaluateAll((all) => all.map((each) => each.title));
    const dates = times.map((time) => Date.parse(time.replace(/ \(.*/, '')));
    expect(dates).toEqual(dates.toSorted((one, other) => other - one));
    expect(await page.locator('#zone').textContent()).toMatch(/^Times: \w+/);
  });

  test('the first failure is always seen, and in the story every one', async () => {
    await arrive(callsOfEachState());
    expect(await call('c-lost').locator('.strip').textContent()).toBe(
      'anna declined→+2→ben failed→ben failed',
    );
    await call('c-lost').click();
    await expect.poll(() => told().locator('.strip .chip').count()).toBe(5);
  });

  test('a caller is not cut while there is room', async () => {
    const from = 'sip:jonathan.whitfield-harrington@telecom.example';
    await arrive(new Map([['c-long', [event('c-long', 1, { from })]]]));
    const isCut = await call('c-long')
      .locator('.from')
      .evaluate((shown) => shown.scrollWidth > shown.clientWidth);
    expect(isCut).toBe(false);
  });

  test('out of hours is told with the hours', async () => {
    await arrive(callsOfEachState());
    await call('c-closed').click();
    await told().getByRole('heading', { name: 'no destination was open' }).waitFor();
    await told()
      .getByText(/– closed.*sip:dora@office/)
      .waitFor();
    await told()
      .getByText(/22 Nov 2026, .*, received 22 Nov 2026/)
      .waitFor();
  });

  test('a message has its length, its caller and a command; only an address of Bandwidth is a link', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await arrive(callsOfEachState());
    await call('c-message').click();
    const card = told().locator('.left-message');
    await card.getByText('message of 12 s').waitFor();
    expect(await told().getByRole('heading', { level: 2 }).textContent()).not.toContain('r-115da407');
    expect(await card.getByRole('link').getAttribute('href')).toMatch(/^https:\/\/voice\.bandwidth\.com\//);
    await card.getByRole('button', { name: 'Copy command' }).click();
    await page.getByText('Copied').waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toMatch(
      /^npx bandwidth-call-recovery outcomes messages --fetch messages --since 20\S+ --until 20\S+$/,
    );
    await page.goto(`${served.baseUrl}/#/calls/c-hostile`);
    await card.getByText('No address of Bandwidth is stored for it.').waitFor();
    expect(await card.getByRole('link').count()).toBe(0);
  });

  test('filters are in the address, and Esc takes them back', async () => {
    await arrive(callsOfEachState());
    const shown = () => page.locator('#shown-count').textContent();
    const search = page.getByLabel('Search');
    const filters = page.getByRole('form', { name: 'Filter the calls' });
    for (const [text, count] of [
      ['dora@', 0],
      ['ben@office', 5],
      ['declined', 1],
      ['night', 1],
      ['message', 2],
    ] as const) {
      await search.fill(text);
      await expect.poll(shown, { message: text }).toBe(`${count} of 8`);
    }
    expect(new URL(page.url()).search).toBe('?text=message');
    await page.keyboard.press('Escape');
    await expect.poll(shown).toBe('8 of 8');
    expect(await search.inputValue()).toBe('');
    expect(new URL(page.url()).search).toBe('');
    await page.getByText('Filter by caller').click();
    await filters.getByLabel('Route').selectOption('night');
    await expect.poll(shown).toBe('1 of 8');
    await filters.getByLabel('Route').selectOption('any');
    await filters.getByLabel('Destination').selectOption('sip:ben@office.example.com');
    await filters.getByLabel('Time').selectOption('last 15 minutes');
    await expect.poll(shown).toBe('5 of 8');
    await page
      .getByRole('group', { name: 'How calls went' })
      .getByRole('button', { name: /^message/ })
      .click();
    await expect.poll(shown).toBe('2 of 8');
    await call('c-message').click();
    await page.reload();
    await expect.poll(shown).toBe('2 of 8');
    expect(await filters.getByLabel('Destination').inputValue()).toBe('sip:ben@office.example.com');
    await told().locator('.left-message').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(shown).toBe('8 of 8');
    await page.goto(`${served.baseUrl}/?from=%2B1555&to=night&outcome=closed`);
    await expect.poll(shown).toBe('1 of 8');
  });

  test('keys lead into the forms, and ? lists them', async () => {
    const focused = () => page.evaluate('document.activeElement.id || document.activeElement.name');
    await page.keyboard.press('p');
    await expect.poll(focused).toBe('play-route');
    await page.keyboard.press('Escape');
    await page.keyboard.press('w');
    await expect.poll(focused).toBe('what-if-example');
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    expect(await focused()).toBe('search');
    await page.keyboard.press('Escape');
    await page.keyboard.press('r');
    await page.getByText('takes every call').waitFor();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    await help.getByText('plays a call').waitFor();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'hidden' });
  });

  test('each page has a title, and the button for earlier calls says how much earlier', async () => {
    await arrive(callsOfEachState());
    expect(await page.title()).toBe('Calls');
    await call('c-lost').click();
    await expect.poll(() => page.title()).toBe('sip:bob@customer.example.com lost – Calls');
    await page.keyboard.press('r');
    await expect.poll(() => page.title()).toBe('Policy – Calls');
    await page.getByRole('button', { name: '24 hours earlier' }).click();
    await page.getByText(/^8 read from \d+ \w+ on\.$/).waitFor();
    await page.getByRole('button', { name: '24 hours more' }).waitFor();
  });

  test('the policy is shown with the hours of today, its steps, warnings and mistakes', async () => {
    await page.goto(`${served.baseUrl}/#/policy`);
    const panel = page.locator('#panel-policy');
    await panel.getByText(/office, today (closed|09:00–17:00) \(Berlin\)/).waitFor();
    await panel.getByText(/"hidden" is hidden/).waitFor();
    await panel.getByText('Steps after each outcome').first().click();
    await panel.getByText('next → voicemail').first().waitFor();
    const alert = page.getByRole('alert');
    mistake = 'recovery.json:3:5: a mistake';
    served.console.policyChanged();
    await alert.getByText('recovery.json:3:5: a mistake').waitFor();
    await panel.getByText('recovery.json:3:5: a mistake').waitFor();
    mistake = undefined;
    served.console.policyChanged();
    await alert.waitFor({ state: 'hidden' });
  });

  test('what another policy decided is marked', async () => {
    await arrive(new Map([['c-other', [event('c-other', 5, { policy: '00000000' })]]]));
    await call('c-other').click();
    await told().getByText('another policy').waitFor();
  });

  test('a server that is gone leaves its calls, greyed, with the time', async () => {
    await arrive(callsOfEachState());
    await served.close();
    await page
      .getByRole('status')
      .getByText(/What is shown is of \d\d:\d\d:\d\d\./)
      .waitFor();
    expect(await call('c-lost').isVisible()).toBe(true);
    const filter = () => page.evaluate("getComputedStyle(document.querySelector('main')).filter");
    await expect.poll(filter).toBe('grayscale(1)');
  });
});
