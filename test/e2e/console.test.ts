import { describe, expect, test } from 'vitest';
import { noBrowser } from './console-browser.ts';
import { consoleSession } from './console-session.ts';

if (noBrowser) console.warn(`The console is not tested in a browser: ${noBrowser}`);

describe.runIf(!noBrowser)('the console', () => {
  const session = consoleSession();
  const { refer, call, timeline, answer } = session;

  test('calls arrive live, newest first, and change', async () => {
    const { page } = session;
    const first = await refer({ from: 'sip:first@example.com' });
    await call('sip:first@example.com').getByText('open', { exact: true }).waitFor();
    await refer({ from: 'sip:second@example.com' });
    await call('sip:second@example.com').waitFor();
    const callers = await page.locator('#call-list .from').allTextContents();
    expect(callers.indexOf('sip:second@example.com')).toBeLessThan(callers.indexOf('sip:first@example.com'));
    const destination = 'attempt=2&destination=sip%3Ab%40example.com&route=desk';
    await refer(
      {
        callId: first,
        from: 'sip:first@example.com',
        referCallStatus: 'success',
        notifySipResponseCode: 200,
      },
      `?${destination}`,
    );
    await call('sip:first@example.com').getByText('recovered', { exact: true }).waitFor();
    await page.getByText(/^recovered: \d+ of \d+/).waitFor();
    await page.getByRole('button', { name: /^busy: / }).waitFor();
    await page.getByRole('img', { name: /\d+ recovered.*recovery rate/ }).waitFor();
  });

  test('are filtered by outcome, route and caller', async () => {
    const { page } = session;
    await refer({ from: 'sip:filter-busy@example.com' });
    await refer({
      from: 'sip:filter-gone@example.com',
      to: 'sip:sales@bw.example.com',
      notifySipResponseCode: 404,
    });
    const busy = call('sip:filter-busy@example.com');
    const gone = call('sip:filter-gone@example.com');
    await gone.waitFor();
    await page.getByLabel('Outcome').selectOption('unreachable');
    await busy.waitFor({ state: 'detached' });
    await gone.waitFor();
    await page.getByLabel('Outcome').selectOption('');
    await page.getByLabel('Route').selectOption('desk');
    await gone.waitFor({ state: 'detached' });
    await page.getByLabel('Route').selectOption('');
    await page.getByLabel('Caller').fill('FILTER-gone');
    await busy.waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('#shown-count').textContent()).toMatch(/^1 of /);
    await page.getByLabel('Caller').fill('nobody at all');
    await page.getByText('No call matches the filter.').waitFor();
  });

  test('a call opens to its timeline: lanes, codes in words, BXML, the stored item', async () => {
    const { page } = session;
    await refer({ from: 'sip:timeline@example.com' });
    await call('sip:timeline@example.com').click();
    await timeline().getByText('Refer 1: REFER accepted (202), target: 486 Busy Here').waitFor();
    await timeline().getByText('next destination: handed to sip:b@example.com').waitFor();
    expect(await timeline().locator('.entry[data-lane=destination] b').textContent()).toBe(
      'sip:a@example.com',
    );
    const bxml = page.getByLabel('BXML', { exact: true });
    expect(await bxml.textContent()).toContain('<SipUri>sip:b@example.com</SipUri>');
    expect(await bxml.locator('.bxml-tag').first().textContent()).toBe('<Response');
    await page.getByText('Stored item').click();
    expect(await page.getByLabel('Stored item').textContent()).toContain('"outcome": "busy"');
    await page.getByText('Steps considered').click();
    await timeline().getByText('next', { exact: true }).waitFor();
  });

  test('an open timeline follows its call', async () => {
    const { page } = session;
    const callId = await refer({ from: 'sip:follow@example.com' });
    await call('sip:follow@example.com').click();
    await timeline().getByText('target: 486 Busy Here').waitFor();
    await page.getByText('Stored item').click();
    await refer(
      { callId, from: 'sip:follow@example.com', notifySipResponseCode: 404 },
      '?attempt=2&route=desk',
    );
    await timeline().getByText('target: 404 Not Found').waitFor();
    expect(await timeline().locator('details[open] > summary', { hasText: 'Stored item' }).count()).toBe(1);
  });

  test('what if: an event of a call with other fields, and nothing stored', async () => {
    const { page } = session;
    const callId = await refer({ from: 'sip:what-if@example.com' });
    await call('sip:what-if@example.com').click();
    await timeline().getByRole('button', { name: 'What if…' }).click();
    await answer().getByText('the destination is busy').waitFor();
    await answer().getByText('next: <Refer> to sip:b@example.com, attempt 2').waitFor();
    await page.getByLabel('notifySipResponseCode').fill('503');
    await answer().getByText('unavailable', { exact: true }).waitFor();
    await page.getByLabel('URL').fill('refer-complete?attempt=10&route=desk');
    await answer().getByText('attempts used up: 10 of 10').first().waitFor();
    await answer().getByLabel('BXML').getByText('<Hangup').waitFor();
    await page.getByLabel('eventType').fill('');
    await answer().getByRole('heading', { name: 'Refused' }).waitFor();
    await page.getByLabel('Begin from').selectOption('refer success');
    await answer().getByText('connected', { exact: true }).waitFor();
    const story = await (await fetch(`${session.consoleUrl}/console/call?callId=${callId}`)).json();
    expect(story).toMatchObject({ moments: [{ outcome: 'busy' }] });
  });

  test('a call is played live by its outcomes, and is there', async () => {
    const { page } = session;
    await page.getByRole('tab', { name: 'Play a call' }).click();
    const form = page.getByRole('form', { name: 'Play a call' });
    await form.getByLabel('Outcome 3').selectOption('');
    await form.getByLabel('Outcome 2').selectOption('declined');
    await form.getByRole('button', { name: 'Play', exact: true }).click();
    const log = page.getByRole('list', { name: 'The call as it is played' });
    await log.getByText('refer to sip:a@example.com: refer 202 notify 486').waitFor();
    await log.getByText('refer 202 notify 603').waitFor();
    await call('sip:caller@customer.example.com').waitFor();
    await page.getByRole('button', { name: 'See its timeline' }).click();
    await timeline().getByText('sip:a@example.com', { exact: true }).waitFor();
  });
});
