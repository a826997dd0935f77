import { describe, expect, test } from 'vitest';
import { noBrowser } from './console-browser.ts';
import { consoleSession } from './console-session.ts';

if (noBrowser) console.warn(`The console is not tested in a browser: ${noBrowser}`);

const SECOND = 'attempt=2&destination=sip%3Aanna%40office.example.com&route=support';

describe.runIf(!noBrowser)('the console', () => {
  const session = consoleSession();
  const { refer, call, timeline, answer, rowsShown, selectedRow } = session;
  const clipboard = () => session.page.evaluate<string>('navigator.clipboard.readText()');

  test('calls arrive live, newest first, and change', async () => {
    const { page } = session;
    const first = await refer({ from: 'sip:first@example.com' });
    await call('sip:first@example.com').getByText('ongoing').waitFor();
    await refer({ from: 'sip:second@example.com' });
    await call('sip:second@example.com').waitFor();
    const callers = await page.locator('#call-list .from').allTextContents();
    expect(callers.indexOf('sip:second@example.com')).toBeLessThan(callers.indexOf('sip:first@example.com'));
    const success = { referCallStatus: 'success', notifySipResponseCode: 200 };
    await refer({ callId: first, from: 'sip:first@example.com', ...success }, `?${SECOND}`);
    await call('sip:first@example.com').getByText('recovered').waitFor();
    await page.getByText(/ calls · \d+ % of failed first hand-offs recovered/).waitFor();
  });

  test('are filtered by verdict, by each of all outcomes, and by a text', async () => {
    const { page } = session;
    for (const notifySipResponseCode of [486, 408, 603, 404, 503, 488, undefined, 200]) {
      const referCallStatus = notifySipResponseCode === 200 ? 'success' : 'failure';
      await refer({
        from: `sip:filter-${notifySipResponseCode}@example.com`,
        notifySipResponseCode,
        referCallStatus,
      });
    }
    await refer({
      from: 'sip:filter-405@example.com',
      referSipResponseCode: 405,
      notifySipResponseCode: undefined,
    });
    await call('sip:filter-405@example.com').waitFor();
    const states = page.getByRole('group', { name: 'How calls went' });
    const outcomes = page.getByRole('group', { name: 'What came of hand-offs' });
    await expect.poll(() => outcomes.getByRole('button').count()).toBe(9);
    await outcomes.getByRole('button', { name: /^unreachable/ }).click();
    await call('sip:filter-404@example.com').waitFor();
    await call('sip:filter-486@example.com').waitFor({ state: 'detached' });
    await outcomes.getByRole('button', { name: /^unreachable/ }).click();
    await states.getByRole('button', { name: /^connected/ }).click();
    await call('sip:filter-200@example.com').waitFor();
    await call('sip:filter-404@example.com').waitFor({ state: 'detached' });
    await states.getByRole('button', { name: /^connected/ }).click();
    await page.getByLabel('Search').fill('FILTER-404');
    await expect.poll(() => page.locator('#shown-count').textContent()).toMatch(/^1 of /);
    await page.getByLabel('Search').fill('nobody at all');
    await page.getByText('No call matches the filter.').waitFor();
  });

  test('a call tells cause, decision, BXML and the stored item, and follows what happens', async () => {
    const { page } = session;
    const from = 'sip:timeline@example.com';
    const callId = await refer({ from, notifySipResponseCode: 404 });
    await call(from).click();
    await timeline().getByText('Refer 1: REFER accepted (202), target: 404 Not Found').waitFor();
    const parts = await timeline().locator('.part').allTextContents();
    expect(parts).toEqual([
      expect.stringMatching(/^What happened.*sip:anna@office\.example\.com/),
      expect.stringMatching(/^What was decided.*sip:ben@office\.example\.com/),
      expect.stringMatching(/^What the caller heard.*One moment/),
    ]);
    const bxml = page.getByLabel('BXML', { exact: true });
    expect(await bxml.textContent()).toMatch(/<SipUri [^>]*>sip:ben@office\.example\.com<\/SipUri>/);
    await page.getByText('Stored item').click();
    expect(await page.getByLabel('Stored item').textContent()).toContain('"outcome": "unreachable"');
    await page.getByText('Steps considered').click();
    await timeline().getByText('next', { exact: true }).waitFor();
    await refer({ callId, from }, `?${SECOND}`);
    await timeline().getByText('target: 486 Busy Here').waitFor();
    expect(await timeline().locator('details[open] > summary', { hasText: 'Stored item' }).count()).toBe(1);
  });

  test('a call has an address: reload, share and back work', async () => {
    const { page } = session;
    const callId = await refer({ from: 'sip:address@example.com', callId: 'c-/address#1' });
    const other = await refer({ from: 'sip:other@example.com' });
    await call('sip:address@example.com').click();
    await timeline().waitFor();
    expect(page.url()).toBe(`${session.consoleUrl}/#/calls/${encodeURIComponent(callId)}`);
    await page.reload();
    await timeline().getByText('target: 486 Busy Here').waitFor();
    await expect.poll(() => selectedRow().locator('.from').textContent()).toBe('sip:address@example.com');
    await page.getByRole('link', { name: 'Play a call' }).click();
    await timeline().waitFor({ state: 'hidden' });
    await page.goBack();
    await timeline().waitFor();
    await page.goto(`${session.consoleUrl}/#/calls/${other}`);
    await page.locator('.side code.cut', { hasText: other }).waitFor();
    await page.goto(`${session.consoleUrl}/#/calls/nobody`);
    await page.getByText('Not shown: nothing is stored for this call').waitFor();
    expect(session.complaints.splice(0)).toEqual([expect.stringContaining('404')]);
  });

  test('its id, a curl and a fixture are copied', async () => {
    const { page } = session;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const callId = await refer({ from: 'sip:copy@example.com' });
    await call('sip:copy@example.com').click();
    await page.getByRole('button', { name: 'Copy id' }).click();
    await page.getByText('Copied').waitFor();
    expect(await clipboard()).toBe(callId);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await expect.poll(clipboard).toBe(page.url());
    await page.getByRole('button', { name: 'Copy fixture' }).first().click();
    await expect.poll(clipboard).toMatch(/^\{\n {2}"/);
    expect(JSON.parse(await clipboard())).toMatchObject({ callId, notifySipResponseCode: 486 });
    await page.getByRole('button', { name: 'Copy curl' }).first().click();
    await expect.poll(clipboard).toMatch(/^curl -i [\s\S]*"\$CALLBACK_TOKEN"'\/refer-complete\?/);
  });

  test('what if begins from the last result of the selected call, and takes a field that it lacks', async () => {
    const { page } = session;
    const callId = await refer({ from: 'sip:what-if@example.com' });
    await call('sip:what-if@example.com').click();
    await timeline().waitFor();
    await page.keyboard.press('w');
    await answer().getByText('the destination is busy').waitFor();
    expect(page.url()).toMatch(/\/what-if$/);
    await page.getByLabel('notifySipResponseCode').fill('503');
    await answer().getByText('unavailable', { exact: true }).waitFor();
    await page.getByLabel('notifySipResponseCode').fill('');
    await page.getByLabel('Name of a field to add').fill('errorMessage');
    await page.getByLabel('Value of a field to add').fill('No word');
    await page.getByRole('button', { name: 'Add field' }).click();
    expect(await page.getByLabel('errorMessage').inputValue()).toBe('No word');
    await answer().getByText('unconfirmed', { exact: true }).waitFor();
    await page.getByLabel('Name of a field to add').fill('notifySipResponseCode');
    await page.getByLabel('Value of a field to add').fill('404');
    await page.keyboard.press('Enter');
    await answer().getByText('unreachable', { exact: true }).waitFor();
    await page.getByLabel('URL').fill('refer-complete?attempt=10&route=support');
    await answer().getByText('attempts used up: 10 of 10').first().waitFor();
    await page.getByLabel('URL').fill('nowhere');
    await answer().getByText('The URL must end in the name of a callback').waitFor();
    session.complaints.splice(0);
    await page.getByLabel('Begin from').selectOption('example: refer success');
    await answer().getByText('connected', { exact: true }).waitFor();
    await page.getByLabel('eventType').fill('');
    await answer().getByRole('heading', { name: 'Refused' }).waitFor();
    const story = await (await fetch(`${session.consoleUrl}/console/call?callId=${callId}`)).json();
    expect(story).toMatchObject({ moments: [{ outcome: 'busy' }] });
  });

  test('a call is played live by its outcomes, and is there', async () => {
    const { page } = session;
    await page.keyboard.press('p');
    const form = page.getByRole('form', { name: 'Play a call' });
    await form.getByLabel('Outcome 3').selectOption('');
    await form.getByLabel('Outcome 2').selectOption('declined');
    await form.getByRole('button', { name: 'Play', exact: true }).click();
    const log = page.getByRole('list', { name: 'The call as it is played' });
    await log.getByText('refer to sip:anna@office.example.com: refer 202 notify 486').waitFor();
    await log.getByText('transfer to sip:ben@office.example.com,sip:carla@office.example.com').waitFor();
    await page.getByLabel('Search').fill('sip:caller@customer.example.com');
    await call('sip:caller@customer.example.com').waitFor();
    await page.getByRole('button', { name: 'See its timeline' }).click();
    await timeline().getByText('sip:anna@office.example.com').first().waitFor();
  });

  test('a call is played at any time and from anybody, and says how the time was read', async () => {
    const { page } = session;
    await page.keyboard.press('p');
    const form = page.getByRole('form', { name: 'Play a call' });
    await form.getByLabel('Begins at').fill('2026-12-25T18:00Z');
    await form.getByLabel('From').fill('+12125551212');
    await form.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByText('It begins on 2026-12-25').waitFor();
    await page.getByRole('button', { name: 'See its timeline' }).waitFor();
    await page.getByLabel('Search').fill('+12125551212');
    await call('+12125551212').waitFor();
    await page.keyboard.press('Escape');
    for (const label of ['Begins at', 'From']) await form.getByLabel(label).fill('');
  });

  test('on a phone the list comes first, and a call is a page with a way back', async () => {
    const { page } = session;
    await page.setViewportSize({ width: 390, height: 844 });
    await refer({ from: 'sip:phone@example.com' });
    const row = call('sip:phone@example.com');
    await row.waitFor();
    expect((await row.boundingBox())?.y).toBeLessThan(300);
    expect(await page.getByText('plays a call').isVisible()).toBe(false);
    await row.click();
    await timeline().waitFor();
    expect(await row.isVisible()).toBe(false);
    await page.getByRole('link', { name: '‹ Calls' }).click();
    await row.waitFor();
    expect(await timeline().isVisible()).toBe(false);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  test('a server that is gone is said to be, and what happens after it is back is shown', async () => {
    const { page, consoleUrl } = session;
    const { port } = new URL(consoleUrl);
    await refer({ from: 'sip:before@example.com' });
    await call('sip:before@example.com').click();
    await session.stop();
    const gone = 'The server of this page does not answer: start it again.';
    await page.getByRole('status').getByText(gone).waitFor();
    await page.keyboard.press('w');
    await answer().getByText(gone).waitFor();
    await session.start(String(Number(port) - 1));
    expect(session.consoleUrl).toBe(consoleUrl);
    await page.getByText('live', { exact: true }).waitFor();
    await answer().getByText('the destination is busy').waitFor();
    await refer({ from: 'sip:after@example.com' });
    await call('sip:after@example.com').waitFor();
    session.complaints.splice(0);
  });

  test('all goes by keyboard, and the arrows at once', async () => {
    const { page } = session;
    await refer({ from: 'sip:keyboard-1@example.com' });
    await refer({ from: 'sip:keyboard-2@example.com' });
    await call('sip:keyboard-2@example.com').waitFor();
    // Tests come in any order: what the one before left open does not match the search.
    await refer({ from: 'sip:other@example.com' });
    await call('sip:other@example.com').click();
    await page.keyboard.press('/');
    await page.keyboard.type('keyboard-');
    await expect.poll(() => rowsShown().count()).toBe(2);
    await page.keyboard.press('ArrowDown');
    await expect
      .poll(() => selectedRow().locator('.from').allTextContents())
      .toEqual(['sip:keyboard-2@example.com']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => selectedRow().locator('.from').textContent()).toBe('sip:keyboard-1@example.com');
    const active = await page.locator('#call-list').getAttribute('aria-activedescendant');
    expect(await selectedRow().getAttribute('id')).toBe(active);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('panel-call');
    await page.keyboard.press('p');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('play-route');
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await expect.poll(() => selectedRow().getAttribute('aria-posinset')).toBe('1');
    await timeline().waitFor();
  });
});
