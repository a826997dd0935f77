import { Failure } from '../../usage/usage-error.ts';
import { type Bytes, unpack } from './unpack.ts';

/** One line of a log. */
export interface LogLine {
  readonly text: string;
  /** It has bytes that are no text of its encoding. */
  readonly isDamaged: boolean;
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** A string of JavaScript holds twice as many. */
const MOST_LINE_CHARACTERS = 256 * 1024 * 1024;

const NO_TEXT = 'The log is no text: save it as UTF-8 or UTF-16.';

/** By its byte order mark; without one UTF-16 shows by the zero that is half of every ASCII character. */
function encodingOf(head: Buffer): Encoding {
  const start = head.toString('hex');
  if (/^(?:fffe0000|0000feff)/.test(start)) throw new Failure(NO_TEXT);
  if (start.startsWith('fffe')) return 'utf-16le';
  if (start.startsWith('feff')) return 'utf-16be';
  const zeros = { even: 0, odd: 0 };
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2 === 0 ? 'even' : 'odd'] += 1;
  const many = head.length / 8;
  if (zeros.even + zeros.odd === 0) return 'utf-8';
  if (zeros.odd >= many && zeros.even === 0) return 'utf-16le';
  if (zeros.even >= many && zeros.odd === 0) return 'utf-16be';
  throw new Failure(NO_TEXT);
}

/** Splits at line feeds alone: a text of a caller may hold other separators, which JSON does not escape. */
async function* split(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let begun: string[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const parts = chunk.split('\n');
    for (const part of parts.slice(0, -1)) {
      yield [...begun, part].join('').replace(/\r$/, '');
      begun = [];
      length = 0;
    }
    begun.push(parts.at(-1) ?? '');
    length += parts.at(-1)?.length ?? 0;
    if (length > MOST_LINE_CHARACTERS) throw new Failure('A line of the log has more than 256 MB.');
  }
  const last = begun.join('');
  if (last !== '') yield last;
}

/** Each byte as one character: a line feed is found without breaking a character of UTF-8. */
async function* byteCharacters(bytes: Bytes): AsyncGenerator<string> {
  for await (const chunk of bytes) yield chunk.toString('latin1');
}

async function* utf16(bytes: Bytes, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

const strict = new TextDecoder('utf-8', { fatal: true });

function utf8Line(characters: string): LogLine {
  try {
    return { text: strict.decode(Buffer.from(characters, 'latin1')), isDamaged: false };
  } catch {
    return { text: characters, isDamaged: true };
  }
}

/**
 * The lines of a log in UTF-8 or UTF-16, packed or not.
 * @throws {Failure} for what is neither
 */
export async function* linesOf(source: Bytes): AsyncGenerator<LogLine> {
  const { head, bytes } = await unpack(source);
  const encoding = encodingOf(head);
  if (encoding === 'utf-8') for await (const line of split(byteCharacters(bytes))) yield utf8Line(line);
  else for await (const text of split(utf16(bytes, encoding))) yield { text, isDamaged: false };
}
