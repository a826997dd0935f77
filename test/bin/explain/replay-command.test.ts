import { beforeAll, describe, expect, it } from 'vitest';
import { ownFolder } from '../../support/folder.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { runProgram } from '../program.ts';
import { storedItem } from '../reader/items.ts';

const folder = ownFolder();
const BOB = 'sip:bob@desk.example.com';
const destinations = ['sip:alice@desk.example.com', BOB];
const policyFile = (name: string, busy: readonly string[]): string =>
  folder.write(name, JSON.stringify({ outcomes: { busy }, routes: [{ name: 'desk', destinations }] }));
const SAME = policyFile('same', ['next', 'goodbye']);
const NEW = policyFile('new', ['voicemail']);

describe('explain --replay', () => {
  const table = outcomesTable();
  const fields = { referCallStatus: 'failure', referSipResponseCode: 202 };
  const replay = (...options: readonly string[]) => {
    const which = ['--endpoint', table.endpoint, '--table', table.name, '--since', '2026-10-01'];
    return runProgram('explain.ts', { DATA_DIR: folder.path }, ['--replay', ...which, ...options]);
  };

  beforeAll(async () => {
    for (const [index, outcome] of (['busy', 'busy', 'no-answer', 'no-answer'] as const).entries()) {
      const notifySipResponseCode = outcome === 'busy' ? 486 : 480;
      const item = storedItem({
        callId: `c-${index}`,
        eventTime: `2026-10-01T10:00:0${index}.000Z`,
        outcome,
        route: 'desk',
        nextDestination: BOB,
        fields: { ...fields, notifySipResponseCode },
      });
      await table.store.put(item);
    }
  });

  it('by the same policy changes nothing', async () => {
    const { code, stdout, stderr } = await replay('--policy', SAME, '--fail-above', '0%');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('0 calls of 4 would have gone otherwise (0.0 %); 4 decisions made again.');
    expect(stdout).toMatch(/Policy [0-9a-f]{8}, from 2026-10-01/);
  });

  it('by another prints what would have changed, with calls to look at', async () => {
    const { code, stdout } = await replay('--policy', NEW);
    expect(code).toBe(0);
    expect(stdout).toContain(
      '2 calls  desk, busy\n  was       next → sip:bob@desk.example.com\n  would be  voicemail\n  such as   c-',
    );
    const { stdout: json } = await replay('--policy', NEW, '--json');
    expect(JSON.parse(json)).toMatchObject({
      calls: 4,
      changedCalls: 2,
      changes: [{ wouldBe: 'voicemail' }],
    });
  });

  it.each([
    ['49.9%', 1, '50.0 % of the calls is more than 49.9 %.\n'],
    ['50', 0, ''],
  ])('--fail-above %s of 50 %% exits %i', async (share, exitCode, failure) => {
    const { code, stderr } = await replay('--policy', NEW, '--fail-above', share);
    expect([code, stderr]).toEqual([exitCode, failure]);
  });

  it('of a time of which nothing is stored says so', async () => {
    const { code, stderr } = await replay('--policy', SAME, '--until', '2026-10-01T00:00:01Z');
    expect(code).toBe(1);
    expect(stderr).toContain('Nothing is stored from');
  });
});
