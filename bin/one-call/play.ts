import { typed } from '../../lib/checkout.ts';
import { fold, REPORT_COLUMNS } from '../print/fold.ts';
import { printable } from '../print/printable.ts';
import { expectServer } from '../simulator/expect-server.ts';
import { INVARIANTS } from '../simulator/load/invariants.ts';
import { playCall } from '../simulator/play-call.ts';
import { promisesOf, uncheckedPolicy } from '../simulator/policy-file.ts';
import { momentText, timelineText } from '../simulator/print/timeline-text.ts';
import type { ServerSettings } from '../simulator/settings.ts';
import type { Timeline } from '../simulator/timeline.ts';
import { readPolicyOf } from '../usage/policy.ts';
import { type AskedCall, type OneCall, oneCall } from './one-call.ts';

/** Tells what the caller goes through: who they are put through to, how that goes, and what they hear. */
function heardText({ call, moments }: Timeline, { outcomeOf, reading }: OneCall): string {
  let handOffs = 0;
  const lines = moments.flatMap((moment) => {
    if (moment.kind === 'callback' || moment.kind === 'elsewhere' || moment.kind === 'note') return [];
    if (moment.kind !== 'hand-off') return [momentText(moment)];
    handOffs += 1;
    return [momentText({ ...moment, result: `${outcomeOf(handOffs)} (${moment.result})` })];
  });
  return [
    printable(`${call.from} calls ${call.to}`),
    ...(reading === undefined ? [] : [reading]),
    ...lines,
  ].join('\n');
}

/**
 * Plays one call of the server's policy and prints it; false when it ended otherwise than a policy can make it end.
 * @throws {UsageError} for an unknown outcome or route
 * @throws {Failure} for a policy that cannot be read, and where there is no server
 */
export async function playOneCall(
  { policyFile, ...server }: ServerSettings,
  asked: AskedCall,
  print: (text: string) => void,
): Promise<boolean> {
  const prepared = oneCall(readPolicyOf(policyFile), asked);
  const timeline = await playCall({ ...server, ...prepared, onEvent: expectServer(server) });
  const promises = promisesOf(uncheckedPolicy(policyFile));
  const broken = INVARIANTS.flatMap(({ name, broken }) => {
    const how = broken(timeline, promises);
    return how === undefined ? [] : [`BROKEN: ${name}: ${how}`];
  });
  const { callId } = prepared.call;
  const told = [...prepared.notes(timeline), ...broken, `All of it: ${typed('outcomes', `call ${callId}`)}`];
  print(broken.length > 0 ? timelineText(timeline) : heardText(timeline, prepared));
  print(`\n${told.map((line) => fold(line, REPORT_COLUMNS)).join('\n')}`);
  return broken.length === 0;
}
