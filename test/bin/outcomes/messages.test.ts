import { beforeAll, describe, expect, test, vi } from 'vitest';
import { recordingWords } from '../../../bin/words/recordings.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { storedItem } from '../reader/items.ts';
import { jsonLines, outcomesOf } from './captured-terminal.ts';

beforeAll(() => vi.stubEnv('TZ', 'UTC'));

const CALL = 'c-message';
const MEDIA = `https://voice.bandwidth.com/api/v2/accounts/55555555/calls/${CALL}/recordings/r-115da407/media`;
const recording = { recordingId: 'r-115da407', duration: 'PT1M20.056S', mediaUrl: MEDIA };

describe('a message in every view of the table', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);
  const at = (seconds: number, told: Partial<Parameters<typeof storedItem>[0]>) =>
    storedItem({ callId: CALL, eventTime: `2026-10-01T10:00:${seconds}.000Z`, route: 'desk', ...told });

  beforeAll(async () => {
    await table.store.put(at(10, { outcome: 'no-answer', step: 'voicemail' }));
    const recorded = { outcome: 'recorded', step: 'goodbye', eventType: 'recordComplete' } as const;
    await table.store.put(at(40, { ...recorded, fields: recording }));
    const available = { outcome: 'voicemail', step: 'none', eventType: 'recordingAvailable' } as const;
    await table.store.put(at(50, { ...available, fields: { ...recording, status: 'complete' } }));
  });

  test.each([[[]], [['--since', '2026-09-30', '--until', '2026-10-03']]])(
    'list shows it with its length and its recording, %j',
    async (range) => {
      const options = range.length > 0 ? range : ['--since', '2026-10-01', '--until', '2026-10-02'];
      const { out } = await run('list', '--outcome', 'voicemail', ...options);
      expect(out).toContain('voicemail ');
      expect(out).toContain(`${CALL}  message of 1 min 20 s, r-115da407\n`);
      const [row] = jsonLines((await run('list', '--outcome', 'voicemail', '--ndjson', ...options)).out);
      expect(row).toMatchObject(recording);
    },
  );

  const DAY = ['--since', '2026-10-01', '--until', '2026-10-02'];

  test('that the caller was still there is listed by name, and with all events', async () => {
    expect((await run('list', ...DAY)).out).not.toContain('recorded');
    expect((await run('list', '--outcome', 'recorded', ...DAY)).out).toContain('then goodbye');
    expect((await run('list', '--all-events', ...DAY)).out).toContain('recorded ');
  });

  test('call tells the whole of it, and where the recording is', async () => {
    const { out } = await run('call', CALL);
    expect(out).toContain('→ the caller was asked for a message');
    expect(out).toContain('recorded, and the caller is still there: message of 1 min 20 s, r-115da407');
    expect(out.replace(/\s+/g, '')).toContain(`Bandwidthhasitfor30days:${MEDIA}`);
    expect(out).toContain('Not connected after 1 hand-off: the caller left a message of 1 min 20 s.');
  });

  test('caller shows that a message was asked for', async () => {
    const { out } = await run('caller', 'sip:bob@customer.example.com', '--since', '2026-10-01');
    expect(out).toContain('1 hand-off');
    expect(out).toContain('no answer → asked for a message');
  });

  test('stats count it once, whatever its length, and as no hand-off', async () => {
    const { groups, handOffs } = JSON.parse((await run('stats', '--by', 'code', '--json', ...DAY)).out);
    expect(groups).toContainEqual({ label: 'message left', count: 1, connected: 0 });
    expect(handOffs).toBe(1);
  });
});

test.each([
  [{ duration: 'PT12.056S', status: 'complete', recordingId: 'r-1' }, 'message of 12 s, r-1'],
  [{ duration: 'PT3S', status: 'partial', recordingId: 'r-1' }, 'message of 3.0 s, status partial, r-1'],
  [{ duration: 'PT2H3M', recordingId: 'r-1' }, 'message of 2 h 3 min, r-1'],
  [{ duration: '12 s', status: 'error' }, 'message of length "12 s", status error, without an id'],
  [{ duration: '\u001b[2J' }, 'message of length "\\u{1b}[2J", without an id'],
  [{}, 'message of unknown length, without an id'],
])('%j reads "%s"', (row, words) => {
  expect(recordingWords(row)).toBe(words);
});
