import { pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { Failure } from '../../usage/usage-error.ts';

/** Bytes of a log, as they are read. */
export type Bytes = AsyncIterable<Buffer>;

/** Bytes of a log, of which the first few have been looked at. */
export interface Opened {
  readonly head: Buffer;
  readonly bytes: Bytes;
}

const HEAD_BYTES = 64;

/** CloudWatch packs what it delivers, and a delivery stream may pack it again. */
const MOST_LAYERS = 3;

/** What packed files begin with. Those without an `unpack` are refused. */
const PACKINGS = [
  { name: 'gzip', magic: '1f8b', unpack: createGunzip },
  { name: 'zstd', magic: '28b52ffd', unpack: createZstdDecompress },
  { name: 'zip', magic: '504b0304' },
  { name: 'bzip2', magic: '425a68' },
  { name: 'xz', magic: 'fd377a585a00' },
  { name: '7z', magic: '377abcaf271c' },
  { name: 'lz4', magic: '04224d18' },
  { name: 'snappy', magic: 'ff060000734e61507059' },
] as const;

async function open(source: Bytes): Promise<Opened> {
  const chunks = source[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < HEAD_BYTES) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  async function* bytes() {
    yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  }
  return { head: head.subarray(0, HEAD_BYTES), bytes: bytes() };
}

/**
 * Unpacks a log that is packed by gzip, also in several members, or zstd, as often as it is.
 * @throws {Failure} for other packings
 */
export async function unpack(source: Bytes, layers = MOST_LAYERS): Promise<Opened> {
  const opened = await open(source);
  const start = opened.head.toString('hex');
  const packing = PACKINGS.find(({ magic }) => start.startsWith(magic));
  if (!packing) return opened;
  if (!('unpack' in packing) || layers === 0)
    throw new Failure(`The log is packed by ${packing.name}: unpack it first.`);
  // An error of the packing ends the iteration of what was unpacked.
  const unpacked = pipeline(Readable.from(opened.bytes), packing.unpack(), () => undefined);
  return unpack(unpacked as Bytes, layers - 1);
}
