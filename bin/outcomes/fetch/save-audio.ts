import { existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addressOf, type Bounds, bandwidthAccess, send, type Variables } from '../../bandwidth/access.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { Failure } from '../../usage/usage-error.ts';
import { mediaOf } from './media.ts';

/** The longest message that a policy allows, of 3 hours, has 173 MB as WAV of 8,000 samples of 16 bits a second. */
const BOUNDS: Bounds = {
  timeoutMilliseconds: 300_000,
  megabytes: 200,
  refusals: { 404: 'it has no such recording, or no longer' },
};

const FORMATS = ['wav', 'mp3'] as const;

/** Tells the format by how the audio begins; `undefined` for what is neither, such as a page to sign in. */
function formatOf(audio: Buffer): (typeof FORMATS)[number] | undefined {
  const beginning = audio.toString('latin1', 0, 4);
  if (beginning === 'RIFF') return 'wav';
  return /^(?:ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/.test(beginning) ? 'mp3' : undefined;
}

/** What became of the audio of a message. */
export type Saved = { readonly path: string; readonly isNew: boolean } | { readonly failure: string };

/** Writes a file at once: half a file would be taken for a whole one by the next run. Others cannot read it. */
function write(path: string, audio: Buffer, modified: Date): void {
  const part = `${path}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    rmSync(part, { force: true });
    writeFileSync(part, audio, { flag: 'wx', mode: 0o600 });
    utimesSync(part, modified, modified);
    renameSync(part, path);
  } catch (error) {
    throw new Failure(`${path} cannot be written (${(error as NodeJS.ErrnoException).code}).`, {
      cause: error,
    });
  }
}

/**
 * Saves the audio of messages in a folder, each as its recording's id, dated as its message. What is there is not fetched
 * again.
 * @throws {UsageError} where credentials are missing, {@link Failure} where they are wrong, or a file cannot be written
 */
export function audioFolder(folder: string, variables: Variables) {
  const { bearer } = bandwidthAccess(variables);
  const address = addressOf(variables, 'BW_VOICE_URL', 'https://voice.bandwidth.com');
  return async function save(row: StoredOutcome): Promise<Saved> {
    const media = mediaOf(row, address);
    if (!media) return { failure: `its mediaUrl is not that of its recording at ${address}` };
    const pathOf = (format: string) => join(folder, `${media.recordingId}.${format}`);
    const there = FORMATS.map(pathOf).find((path) => existsSync(path));
    if (there !== undefined) return { path: there, isNew: false };
    // Without a token all others would fail likewise.
    const authorization = await bearer();
    const answer = await send('give the recording', media.url, { headers: { authorization } }, BOUNDS).catch(
      (error: Failure) => ({ failure: error.message }),
    );
    if ('failure' in answer) return answer;
    const format = formatOf(answer);
    if (!format) return { failure: 'Bandwidth answered with something that is no audio' };
    write(pathOf(format), answer, new Date(row.eventTime));
    return { path: pathOf(format), isNew: true };
  };
}
