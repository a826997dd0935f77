import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { type Program, startProgram } from '../bin/program.ts';
import { type ConsoleBrowser, startBrowser } from './console-browser.ts';

const TOKEN = 'a-token-that-nobody-else-has-got';
const POLICY = {
  routes: [
    {
      name: 'desk',
      match: { to: 'sip:support@*' },
      destinations: ['sip:a@example.com', 'sip:b@example.com'],
    },
    { name: 'sales', match: { to: 'sip:sales@*' }, destinations: ['sip:c@example.com'] },
  ],
};

/**
 * A local server and a browser for the tests of a file, and a page of it for each of them. Afterwards
 * nothing was complained of, nothing came from elsewhere, and the token was not to be seen.
 */
export function consoleSession() {
  let folder: string;
  let program: Program;
  let browser: ConsoleBrowser;
  let baseUrl: string;
  let consoleUrl: string;
  let opened: Awaited<ReturnType<ConsoleBrowser['open']>>;
  let lastNumber = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'console-'));
    writeFileSync(join(folder, 'recovery.json'), JSON.stringify(POLICY));
    program = startProgram('local.ts', {
      PORT: '0',
      CALLBACK_TOKEN: TOKEN,
      RECOVERY_FILE: join(folder, 'recovery.json'),
      DATA_DIR: join(folder, 'data'),
    });
    await vi.waitFor(() => expect(program.stdout()).toContain('Requests:\n'), { timeout: 60_000 });
    baseUrl = /listens on (\S+)/.exec(program.stdout())?.[1] ?? '';
    consoleUrl = /console\s+(\S+)\/ shows/.exec(program.stdout())?.[1] ?? '';
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    program?.child.kill('SIGTERM');
    await program?.ended;
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    opened = await browser.open(`${consoleUrl}/`);
  });
  afterEach(async () => {
    const content = await opened.page.content();
    await opened.page.close();
    expect(opened.complaints).toEqual([]);
    expect(opened.requested.filter((url) => !url.startsWith(consoleUrl))).toEqual([]);
    expect(content).not.toContain(TOKEN);
  });

  /** Sends the end of a hand-off, as Bandwidth does; gives its call. */
  async function refer(change: Record<string, unknown> = {}, query = ''): Promise<string> {
    lastNumber += 1;
    const event = {
      eventType: 'referComplete',
      eventTime: new Date(Date.now() + lastNumber).toISOString(),
      accountId: '55555555',
      applicationId: 'an-application',
      callId: `c-${lastNumber}`,
      from: `sip:caller-${lastNumber}@example.com`,
      to: 'sip:support@bw.example.com',
      direction: 'inbound',
      referCallStatus: 'failure',
      referSipResponseCode: 202,
      notifySipResponseCode: 486,
      ...change,
    };
    const response = await fetch(`${baseUrl}/${TOKEN}/refer-complete${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(event),
    });
    expect(response.status).toBe(200);
    return event.callId;
  }

  const rowsShown = () => opened.page.locator('#call-list').getByRole('option');
  return {
    get page(): Page {
      return opened.page;
    },
    get consoleUrl(): string {
      return consoleUrl;
    },
    refer,
    rowsShown,
    selectedRow: () => opened.page.locator('#call-list').getByRole('option', { selected: true }),
    call: (name: string) => rowsShown().filter({ hasText: name }),
    timeline: () => opened.page.getByRole('list', { name: 'Timeline' }),
    answer: () => opened.page.getByRole('region', { name: 'What would be answered' }),
  };
}
