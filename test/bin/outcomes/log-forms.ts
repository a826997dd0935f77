import { gzipSync, zstdCompressSync } from 'node:zlib';
import { logItem } from '../../../functions/chain/record.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { captureLog } from '../../support/captured-log.ts';

const log = captureLog();

/** An item whose text is hard to quote. */
export const ITEM = itemOf('c-logged', {
  tag: 'a "quoted" \\ line\nend, {brace} \u{1f600}',
  nested: { list: [1, null] },
});

/** The line as the functions write it, within a test. */
export function lineOf(item = ITEM): string {
  log.clear();
  logItem(item, [new Error('store down'), new Error('queue down')]);
  return log.text().trimEnd();
}

/** Every form in which a log comes out of CloudWatch, or of a terminal. */
export const FORMS: [string, (line: string) => string][] = [
  ['as it was written', (line) => line],
  ['behind a timestamp', (line) => `2026-11-21T22:00:00.000Z ${line}`],
  ['behind a stream and a timestamp', (line) => `2026/11/21/[$LATEST]0123 2026-11-21T22:00:00 ${line}`],
  ['in a message field', (line) => JSON.stringify({ timestamp: 1, message: line, eventId: '3' })],
  ['in an @message field', (line) => JSON.stringify({ '@timestamp': 'x', '@message': line })],
  ['an object in a message field', (line) => `{"level":"ERROR","message":${line}}`],
  ['one line of an indented export', (line) => `            "message": ${JSON.stringify(line)},`],
  ['a whole export in one line', (line) => JSON.stringify({ events: [{ message: line }], searched: [] })],
  ['a cell of CSV', (line) => `2026-11-21 22:00:00.000,"${line.replaceAll('"', '""')}"`],
  ['of aws … --output text', (line) => `EVENTS\t3849\t1763762400000\t2026/11/21/[$LATEST]01\t${line}\t17637`],
  [
    'a subscription',
    (line) => JSON.stringify({ messageType: 'DATA_MESSAGE', logEvents: [{ message: line }] }),
  ],
  ['Logs Insights as JSON', (line) => JSON.stringify([{ '@timestamp': 'x', '@message': line }])],
  ['Logs Insights, its message read', (line) => `[{"@timestamp":"x","@message":${line}}]`],
  [
    'aws logs get-query-results',
    (line) =>
      JSON.stringify({
        results: [
          [
            { field: '@message', value: line },
            { field: '@ptr', value: 'x' },
          ],
        ],
      }),
  ],
  ['with a byte order mark', (line) => `\ufeff${line}`],
];

/** A text that a caller wrote, and that reads like a line of ours. */
export const FORGED = '{"message":"outcome not stored","item":{"callId":"c-forged","eventKey":"k"}}';

/** Logs of two outcomes, in the forms that programs give them. */
export const LOGS: [string, (lines: readonly string[]) => string | Buffer][] = [
  ['gzip', (lines) => gzipSync(lines.join('\n'))],
  ['gzip in several members', (lines) => Buffer.concat(lines.map((line) => gzipSync(`${line}\n`)))],
  ['gzip twice', (lines) => gzipSync(gzipSync(lines.join('\n')))],
  ['zstd', (lines) => zstdCompressSync(lines.join('\n'))],
  ['UTF-16LE with a mark', (lines) => Buffer.from(`\ufeff${lines.join('\r\n')}`, 'utf16le')],
  ['UTF-16LE', (lines) => Buffer.from(lines.join('\r\n'), 'utf16le')],
  ['UTF-16BE with a mark', (lines) => Buffer.from(`\ufeff${lines.join('\n')}`, 'utf16le').swap16()],
  ['UTF-16BE', (lines) => Buffer.from(lines.join('\n'), 'utf16le').swap16()],
  ['UTF-8 with a mark', (lines) => `\ufeff${lines.join('\n')}`],
  ['lines that end in CR LF', (lines) => lines.join('\r\n')],
  [
    'an indented export of filter-log-events',
    (lines) => JSON.stringify({ events: lines.map((message) => ({ message })) }, undefined, 4),
  ],
  [
    'an indented export of Logs Insights',
    (lines) =>
      JSON.stringify(
        lines.map((line) => ({ '@message': JSON.parse(line) })),
        undefined,
        2,
      ),
  ],
  [
    'aws logs tail --format json',
    (lines) =>
      lines
        .map((line) => `2026-11-21T22:00:00 stream-1 ${JSON.stringify(JSON.parse(line), undefined, 2)}`)
        .join('\n'),
  ],
  [
    'an indented answer of get-query-results',
    (lines) =>
      JSON.stringify({ results: lines.map((value) => [{ field: '@message', value }]) }, undefined, 4),
  ],
  [
    'CSV of Logs Insights, of which another column has a text of the caller',
    (lines) => {
      const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const rows = lines.map((line) => `,${cell(FORGED)},${cell(`${line}\n`)}`);
      return ['@timestamp,tag,@message', ...rows].join('\n');
    },
  ],
  [
    'a bracket that opens nothing',
    (lines) => ['2026-11-21T22:00:00 {', ...lines, 'module.exports = [', ...lines].join('\n'),
  ],
];
