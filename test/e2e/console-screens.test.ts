import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { noBrowser } from './console-browser.ts';
import { look, SCREEN_KINDS } from './console-look.ts';
import { consoleSession } from './console-session.ts';

/** The picture of the README: `REFRESH_SCREEN=1 npx vitest run --config test/config/vitest.config.ts test/e2e/console-screens.test.ts`. */
const README_SCREEN = fileURLToPath(new URL('../../docs/console.png', import.meta.url));

const BEN = 'sip:ben@office.example.com';
const GROUP = `route=support&destination=${encodeURIComponent(`${BEN},sip:carla@office.example.com`)}&attempt=2`;
const SALES = 'sip:sales@bw.example.com';
const SUCCESS = { referCallStatus: 'success', notifySipResponseCode: 200 };

describe.runIf(!noBrowser)('screens', () => {
  const session = consoleSession();
  const ago = (seconds: number) => ({ eventTime: new Date(Date.now() - seconds * 1000).toISOString() });
  let secondsAgo = 1200;
  /** Events of the calls before, each half a minute after the other. */
  const before = () => {
    secondsAgo -= 30;
    return ago(secondsAgo);
  };
  const refer = (change: object) => session.refer({ ...before(), ...change });
  const send = (path: string, event: object) => session.send(path, { ...before(), ...event });
  const callId = 'c-15ac29a2-1331029c-2cb0-4a07-b215-b22865662d85';
  const caller = { callId, from: 'sip:jonathan.whitfield-harrington@customers.telecom.example.com' };

  beforeAll(async () => {
    for (const notifySipResponseCode of [408, 603, 404, 503, 488]) {
      await refer({ from: '+15551230001', notifySipResponseCode });
    }
    for (const number of ['+15551230014', '+15551230021', '+15551230038']) {
      const again = { callId: await refer({ from: number }), from: number };
      const ended = { eventType: 'transferComplete', cause: 'hangup', transferTo: BEN, ...again };
      await send(`transfer-complete?${GROUP}`, ended);
    }
    await refer({ from: '+15551230014', ...SUCCESS });
    await refer({ from: 'sip:mia@customers.example.com', to: SALES, ...SUCCESS });
    await refer({
      to: SALES,
      from: 'anonymous',
      referSipResponseCode: 405,
      notifySipResponseCode: undefined,
    });
    await refer({ to: SALES, from: '+15551230077', notifySipResponseCode: undefined });
    for (const cause of ['timeout', 'account-limit', 'callback-error', 'cancel']) {
      const ended = { eventType: 'transferComplete', cause, from: '+15551230093', transferTo: BEN };
      await send(`transfer-complete?${GROUP}`, ended);
    }
    await send('initiate', { eventType: 'initiate', ...caller, ...ago(81) });
    await session.refer({ ...caller, ...ago(78) }, '?route=support&attempt=1');
    const ended = { eventType: 'transferComplete', cause: 'hangup', transferTo: BEN, ...caller, ...ago(1) };
    await send(`transfer-complete?${GROUP}`, ended);
  });

  test.each(SCREEN_KINDS)('%s pixels, %s', async (name, colorScheme, width, height) => {
    const { page, timeline, answer, call } = session;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    const take = (view: string, path?: string) => look(page, `${view}-${name}-${colorScheme}`, path);
    await call(caller.from).getByText('recovered').waitFor();
    await take('list');
    await call(caller.from).click();
    await timeline().getByText(`${BEN} answered`).waitFor();
    await take('call');
    if (process.env.REFRESH_SCREEN && name === '1440' && colorScheme === 'light') {
      await take('call', README_SCREEN);
    }
    await page.getByRole('link', { name: 'What if', exact: true }).click();
    await answer().getByText('completed', { exact: true }).waitFor();
    await take('what-if');
    await page.getByRole('link', { name: 'Play a call' }).click();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByRole('button', { name: 'See its timeline' }).waitFor();
    await take('play');
  });

  test('the picture of the README is small', () => {
    expect(statSync(README_SCREEN).size).toBeLessThan(250_000);
  });
});
