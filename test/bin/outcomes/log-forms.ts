import { gzipSync, zstdCompressSync } from 'node:zlib';
import { logItem } from '../../../functions/chain/record.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';

/** An item whose text is hard to quote. */
export const ITEM = itemOf('c-logged', {
  tag: 'a "quoted" \\ line\nend, {brace} \u{1f600}',
  nested: { list: [1, null] },
});

/** The line as the functions write it. */
export function lineOf(item = ITEM): string {
  const { write } = process.stdout;
  let line = '';
  process.stdout.write = (text) => {
    line += text;
    return true;
  };
  try {
    logItem(item, [new Error('store down'), new Error('queue down')]);
  } finally {
    process.stdout.write = write;
  }
  return line.trimEnd();
}

const json = (value: unknown, indent?: number): string => JSON.stringify(value, undefined, indent);
const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const asField = (value: string) => [{ field: '@message', value }];

/** Every form in which a log comes out of CloudWatch, or of a terminal. */
export const FORMS: [string, (line: string) => string][] = [
  ['as it was written', (line) => line],
  ['behind a timestamp', (line) => `2026-11-21T22:00:00.000Z ${line}`],
  ['behind a stream and a timestamp', (line) => `2026/11/21/[$LATEST]0123 2026-11-21T22:00:00 ${line}`],
  ['in a message field', (message) => json({ timestamp: 1, message, eventId: '3' })],
  ['in an @message field', (line) => json({ '@timestamp': 'x', '@message': line })],
  ['an object in a message field', (line) => `{"level":"ERROR","message":${line}}`],
  ['one line of an indented export', (line) => `            "message": ${json(line)},`],
  ['a whole export in one line', (message) => json({ events: [{ message }], searched: [] })],
  ['a cell of CSV', (line) => `2026-11-21 22:00:00.000,${cell(line)}`],
  ['of aws … --output text', (line) => `EVENTS\t3849\t1763762400000\t2026/11/21/[$LATEST]01\t${line}\t17637`],
  ['a subscription', (message) => json({ messageType: 'DATA_MESSAGE', logEvents: [{ message }] })],
  ['Logs Insights as JSON', (line) => json([{ '@timestamp': 'x', '@message': line }])],
  ['Logs Insights, its message read', (line) => `[{"@timestamp":"x","@message":${line}}]`],
  ['of get-query-results', (line) => json({ results: [[...asField(line), { field: '@ptr', value: 'x' }]] })],
  ['with a byte order mark', (line) => `\ufeff${line}`],
];

/** A text that a caller wrote, and that reads like a line of ours. */
export const FORGED = '{"message":"outcome not stored","item":{"callId":"c-forged","eventKey":"k"}}';

/** Lines as `aws logs tail --format json` prints them. */
const tailed = (line: string): string => `2026-11-21T22:00:00 stream-1 ${json(JSON.parse(line), 2)}`;

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
  ['filter-log-events, indented', (lines) => json({ events: lines.map((message) => ({ message })) }, 4)],
  [
    'Logs Insights, indented',
    (lines) =>
      json(
        lines.map((line) => ({ '@message': JSON.parse(line) })),
        2,
      ),
  ],
  ['aws logs tail --format json', (lines) => lines.map(tailed).join('\n')],
  ['get-query-results, indented', (lines) => json({ results: lines.map(asField) }, 4)],
  [
    'CSV of Logs Insights, of which another column has a text of the caller',
    (lines) => {
      const rows = lines.map((line) => `,${cell(FORGED)},${cell(`${line}\n`)}`);
      return ['@timestamp,tag,@message', ...rows].join('\n');
    },
  ],
  [
    'a bracket that opens nothing',
    (lines) => ['2026-11-21T22:00:00 {', ...lines, 'module.exports = [', ...lines].join('\n'),
  ],
];
