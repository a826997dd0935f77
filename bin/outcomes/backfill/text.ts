import { pipeline, Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { Failure } from '../../usage/usage-error.ts';

/** Bytes of a log, as they are read. */
export type Bytes = AsyncIterable<Buffer>;

const HEAD_BYTES = 64;

/** CloudWatch packs what it delivers, and a delivery stream may pack it again. */
const MOST_LAYERS = 3;

type Unpack = () => NodeJS.ReadWriteStream;

/** The first bytes of packed files. Those without an `unpack` are refused. */
const PACKINGS = [
  { name: 'gzip', magic: '1f8b', unpack: zlib.createGunzip },
  // Node has it from 22.15 on.
  { name: 'zstd', magic: '28b52ffd', unpack: zlib.createZstdDecompress as Unpack | undefined },
  { name: 'zip', magic: '504b0304' },
  { name: 'bzip2', magic: '425a68' },
  { name: 'xz', magic: 'fd377a585a00' },
  { name: '7z', magic: '377abcaf271c' },
  { name: 'lz4', magic: '04224d18' },
  { name: 'snappy', magic: 'ff060000734e61507059' },
] as const;

/** The first bytes, and all of them. */
async function open(source: Bytes): Promise<{ head: Buffer; bytes: Bytes }> {
  const chunks = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < HEAD_BYTES) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  async function* bytes() {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { head: head.subarray(0, HEAD_BYTES), bytes: bytes() };
}

/** By its byte order mark; without one UTF-16 shows by the zero that is half of every ASCII character. */
function encodingOf(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const start = head.toString('hex');
  const zeros = (odd: number) => head.filter((byte, index) => byte === 0 && index % 2 === odd).length;
  const [even, odd] = [zeros(0), zeros(1)];
  const many = head.length / 8;
  const isUtf32 = /^(?:fffe0000|0000feff)/.test(start);
  if (!isUtf32 && (start.startsWith('fffe') || (odd > 0 && odd >= many && even === 0))) return 'utf-16le';
  if (!isUtf32 && (start.startsWith('feff') || (even > 0 && even >= many && odd === 0))) return 'utf-16be';
  if (even + odd === 0) return 'utf-8';
  throw new Failure('The log is not text: save it as UTF-8 or UTF-16.');
}

async function* asUtf8(bytes: Bytes, encoding: 'utf-16le' | 'utf-16be'): Bytes {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/**
 * The text of a log as UTF-8: one in UTF-16 is converted, and one that is packed by gzip (also in several
 * members) or zstd is unpacked, as often as it is.
 * @throws {Failure} for other packings and encodings
 */
export async function utf8Of(source: Bytes, layers = MOST_LAYERS): Promise<Bytes> {
  const { head, bytes } = await open(source);
  const packing = PACKINGS.find(({ magic }) => head.toString('hex').startsWith(magic));
  if (!packing) {
    const encoding = encodingOf(head);
    return encoding === 'utf-8' ? bytes : asUtf8(bytes, encoding);
  }
  if (!('unpack' in packing) || !packing.unpack || layers === 0)
    throw new Failure(`The log is packed by ${packing.name}: unpack it first.`);
  // An error of the packing ends the iteration of what was unpacked.
  const unpacked = pipeline(Readable.from(bytes), packing.unpack(), () => undefined);
  return utf8Of(unpacked as Bytes, layers - 1);
}
