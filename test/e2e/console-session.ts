import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { type Program, startProgram } from '../bin/program.ts';
import { freePorts } from '../support/free-ports.ts';
import { type ConsoleBrowser, startBrowser } from './console-browser.ts';

const TOKEN = 'a-token-that-nobody-else-has-got';
const POLICY = {
  prompts: { next: { say: 'One moment, please. We are trying a colleague.' } },
  routes: [
    {
      name: 'support',
      match: { to: 'sip:support@*' },
      destinations: [
        'sip:anna@office.example.com',
        ['sip:ben@office.example.com', 'sip:carla@office.example.com'],
      ],
    },
    { name: 'sales', match: { to: 'sip:sales@*' }, destinations: ['sip:dora@office.example.com'] },
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

  async function start(port: string): Promise<void> {
    program = startProgram('local.ts', {
      PORT: port,
      CALLBACK_TOKEN: TOKEN,
      RECOVERY_FILE: join(folder, 'recovery.json'),
      DATA_DIR: join(folder, 'data'),
    });
    await vi.waitFor(() => expect(program.stdout()).toMatch(/listens on \S+/), { timeout: 60_000 });
    baseUrl = /listens on (\S+)/.exec(program.stdout())?.[1] ?? '';
    consoleUrl = /(http:\/\/127\.0\.0\.1:\d+)\/ shows the calls/.exec(program.stdout())?.[1] ?? '';
  }
  async function stop(): Promise<void> {
    program?.child.kill('SIGTERM');
    await program?.ended;
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'console-'));
    writeFileSync(join(folder, 'recovery.json'), JSON.stringify(POLICY));
    await start(String(await freePorts()));
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stop();
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

  /** Sends an event, as Bandwidth does; gives its call. */
  async function send(path: string, event: Readonly<Record<string, unknown>>): Promise<string> {
    lastNumber += 1;
    const sent = {
      eventTime: new Date(Date.now() + lastNumber).toISOString(),
      accountId: '55555555',
      applicationId: 'an-application',
      callId: `c-${lastNumber}`,
      from: `sip:caller-${lastNumber}@example.com`,
      to: 'sip:support@bw.example.com',
      direction: 'inbound',
      ...event,
    };
    const response = await fetch(`${baseUrl}/${TOKEN}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    });
    expect(response.status).toBe(200);
    return sent.callId;
  }

  /** Sends the end of a hand-off by `<Refer>`, busy unless it is changed. */
  const refer = (change: Readonly<Record<string, unknown>> = {}, query = '') =>
    send(`refer-complete${query}`, {
      eventType: 'referComplete',
      referCallStatus: 'failure',
      referSipResponseCode: 202,
      notifySipResponseCode: 486,
      ...change,
    });

  const rowsShown = () => opened.page.locator('#call-list').getByRole('option');
  return {
    get page(): Page {
      return opened.page;
    },
    get complaints(): string[] {
      return opened.complaints;
    },
    get consoleUrl(): string {
      return consoleUrl;
    },
    start,
    stop,
    send,
    refer,
    rowsShown,
    selectedRow: () => opened.page.locator('#call-list').getByRole('option', { selected: true }),
    call: (name: string) => rowsShown().filter({ hasText: name }),
    timeline: () => opened.page.getByRole('list', { name: 'Timeline' }),
    answer: () => opened.page.getByRole('region', { name: 'What would be answered' }),
  };
}
