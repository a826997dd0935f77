import { resolve } from 'node:path';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { policyHash } from '../../../lib/policy-hash.ts';
import type { Explained } from '../../explain/explain.ts';
import { beganHandOffAt } from '../../explain/stored-event.ts';
import { field } from '../../print/printable.ts';
import { quoted } from '../../print/shell.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { type EventStory, isResult, tellEvent, whoAnswered } from '../../story/event-words.ts';
import { rereadCall } from '../../story/reread-legs.ts';
import { waitWords } from '../../words/steps.ts';
import type { CallMoment, CallStory, WhatIfQuestion } from '../messages.ts';
import { leftMessage } from './left-message.ts';
import { questionOf, rebuiltAnswer } from './rebuilt-answer.ts';
import { summaryOf } from './summary.ts';

/** Where events are sent again, and where a shell finds the token: a file, or the variable `CALLBACK_TOKEN`. */
interface ReplayPlace {
  readonly callbacksUrl: string;
  readonly tokenSource: string;
}

/** What explains the events of a call, and where they can be sent again, if they can. */
interface StoryPlace {
  readonly policy: Policy;
  /** Where another deployment has the same callbacks, the token masked. */
  readonly fallbackFolder?: string | undefined;
  readonly replay?: ReplayPlace | undefined;
  /** How `outcomes` is told of the table: `--stack NAME`; nothing for that of a server on this machine. */
  readonly tableOptions?: readonly string[] | undefined;
}

/** The command that sends an event again. It names where the token is kept, as the page must not know it. */
export function replayCommand({ event, url }: WhatIfQuestion, { callbacksUrl, tokenSource }: ReplayPlace) {
  const token =
    tokenSource === 'CALLBACK_TOKEN' ? '"$CALLBACK_TOKEN"' : `"$(cat ${quoted(resolve(tokenSource))})"`;
  return [
    "curl -i -H 'content-type: application/json' \\",
    `  --data ${quoted(JSON.stringify(event))} \\`,
    `  ${quoted(`${callbacksUrl}/`)}${token}${quoted(`/${url}`)}`,
  ].join('\n');
}

/** Puts a blank between the targets of a ring group, so that a line can break there. */
const spaced = (text: string): string => text.replace(/,(?=\S)/g, ', ');

function causeOf(row: StoredOutcome, { handOff, words, notes }: EventStory): CallMoment['cause'] {
  if (!handOff) return { title: words, lines: notes };
  const { verb, attempt, destination } = handOff;
  const answered = whoAnswered(row);
  const lines = [
    `${verb} ${attempt}: ${words}`,
    ...(answered === undefined ? [] : [`${answered} answered`]),
    ...notes,
  ];
  return { title: spaced(destination), lines };
}

/** Tells what the caller heard; nothing where the policy has changed since and would decide otherwise. */
function heard({ details: { decision } }: Explained, { step }: StoredOutcome): string[] {
  if (!decision || decision.step !== step) return [];
  const { prompt, wait } = decision;
  return [
    ...(prompt ? ['say' in prompt ? `“${prompt.say}”` : prompt.play] : []),
    ...(wait ? [waitWords(wait)] : []),
  ];
}

function momentOf(
  row: StoredOutcome,
  item: StoredOutcome,
  { policy, fallbackFolder, replay, tableOptions }: StoryPlace,
  { hash, since }: { readonly hash: string; readonly since: string | undefined },
): CallMoment {
  const question = questionOf(item, since !== undefined && since < item.eventTime ? since : undefined);
  const rebuilt = rebuiltAnswer(item, policy, fallbackFolder, question);
  const told = tellEvent(row);
  return {
    eventKey: row.eventKey,
    eventTimeEpochMilliseconds: Date.parse(row.eventTime),
    eventType: field(row, 'eventType') ?? '(no type)',
    outcome: row.outcome,
    isResult: isResult(row),
    cause: causeOf(row, told),
    decision: told.done && spaced(told.done),
    heard: heard(rebuilt, item),
    explanation: rebuilt.explanation,
    whatIf: question,
    curl: question && replay && replayCommand(question, replay),
    message: leftMessage(item, tableOptions),
    isOfOtherPolicy: item.policy !== undefined && item.policy !== hash,
    item,
  };
}

/** Tells a call from its items, oldest first. */
export async function storyOf(
  callId: string,
  items: readonly [StoredOutcome, ...StoredOutcome[]],
  place: StoryPlace,
): Promise<CallStory> {
  const rows = rereadCall(items);
  const isBounded = place.policy.limits.waitSeconds !== undefined;
  const since = isBounded ? items.map(beganHandOffAt).find((began) => began !== undefined) : undefined;
  const ofCall = { hash: policyHash(place.policy), since };
  return {
    summary: await summaryOf(callId, items),
    moments: items.map((item, index) => momentOf(rows[index] ?? item, item, place, ofCall)),
  };
}
