import { writeFileSync } from 'node:fs';
import packageJson from '../../package.json' with { type: 'json' };
import { Failure } from '../usage/usage-error.ts';
import type { Deployment } from './deployment.ts';
import type { Examined } from './look.ts';
import { wholeEvents } from './newest-events.ts';
import { shape } from './shape.ts';

/** What could not be seen is absent from evidence: a report names it as unseen. */
const orNone = async <Seen>(seen: Promise<Seen>): Promise<Seen | undefined> => seen.catch(() => undefined);

/** What was really seen of a deployment, with nothing of a caller, an account or a token in it. */
export async function evidenceOf(deployment: Deployment, examined: readonly Examined[]) {
  const probed = await orNone(deployment.probed());
  const newest = await orNone(deployment.newestEvents());
  const events = newest && (await orNone(wholeEvents(deployment, newest)));
  const described = await orNone(deployment.described());
  const { status = '' } = described ?? {};
  return {
    version: packageJson.version,
    node: process.versions.node,
    system: `${process.platform} ${process.arch}`,
    checks: Object.fromEntries(examined.map(({ check, state }) => [check, state])),
    stack: /^[A-Z_]+$/.test(status) ? status : 'unseen',
    probes: probed && {
      urls: probed.count,
      mistakes: probed.unanswered.map(({ about, mistake }) => `${about} ${mistake}`),
    },
    events: events?.map((event) => shape(event)),
  };
}

/** @throws {Failure} when the file cannot be written */
export function writeEvidence(file: string, evidence: object): void {
  try {
    writeFileSync(file, `${JSON.stringify(evidence, undefined, 2)}\n`);
  } catch (cause) {
    throw new Failure(`cannot write ${file}: ${(cause as Error).message}`, { cause });
  }
}
