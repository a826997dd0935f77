import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Answer } from './bandwidth-double.ts';

/** What is done with the socket in place of an answer. */
export type Breaks = NonNullable<Answer['breaks']>;

/** Sends bytes that are no answer, or the beginning of one. */
export const raw =
  (text: string | Buffer, then: (socket: Socket) => void = () => undefined): Breaks =>
  (socket) =>
    socket.write(text, () => then(socket));
const end = (socket: Socket) => void socket.end();
const reset = (socket: Socket) => void socket.resetAndDestroy();
const head = (more: string, length = 9999) =>
  `HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/xml\r\ncontent-length: ${length}\r\n${more}\r\n`;
const packed = gzipSync('x'.repeat(100_000));

/** Each way in which an exchange breaks that has no answer in it. */
export const BREAKS: Readonly<Record<string, Breaks>> = {
  'a reset before the answer': reset,
  'an end before the answer': end,
  'an answer that is no HTTP': raw('SSH-2.0-OpenSSH_9.6\r\n', end),
  'an end in the headers': raw('HTTP/1.1 200 OK\r\ncontent-ty', end),
  'headers without end': raw(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(100_000)}`),
  'a length that is none': raw('HTTP/1.1 200 OK\r\ncontent-length: two\r\n\r\n', end),
  'stalled headers': raw('HTTP/1.1 200 OK\r\n'),
  'a stalled body': raw(`${head('')}<App`),
  'an end in the body': raw(`${head('')}<App`, end),
  'a reset in the body': raw(`${head('')}<App`, reset),
  'chunks that are none': raw('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n', end),
  'a body that is not packed': raw(`${head('content-encoding: gzip\r\n', 4)}<App`),
  'a packed body that breaks off': raw(
    Buffer.concat([
      Buffer.from(head('content-encoding: gzip\r\n', packed.length)),
      packed.subarray(0, packed.length / 2),
    ]),
    end,
  ),
  'a gigantic body': raw(head('', 100_000_000) + 'x'.repeat(2_000_000)),
  'a body that is gigantic when unpacked': raw(
    Buffer.concat([
      Buffer.from(head('content-encoding: gzip\r\n', gzipSync(Buffer.alloc(50_000_000)).length)),
      gzipSync(Buffer.alloc(50_000_000)),
    ]),
  ),
};
