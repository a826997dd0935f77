import type { Policy } from '../../../functions/recovery/policy.ts';
import { endingWords } from '../../outcomes/words/ending-words.ts';
import { eventWords, isHandOff, isResult, storedWords } from '../../outcomes/words/event-words.ts';
import { rereadCall } from '../../outcomes/words/reread-legs.ts';
import { stepWords } from '../../outcomes/words/step-words.ts';
import { indentBxml } from '../../print/indent-bxml.ts';
import { field } from '../../print/printable.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { waitWords } from '../../words/steps.ts';
import type { CallMoment, CallStory, LaneEntry } from '../messages.ts';
import { questionOf, type RebuiltAnswer, rebuiltAnswer } from './rebuilt-answer.ts';

const VERBS: Readonly<Record<string, string>> = { referComplete: 'Refer', transferComplete: 'Transfer' };

/** What came to us: from a destination, or of the caller. */
function arrival(row: StoredOutcome): LaneEntry {
  const message = field(row, 'errorMessage');
  const said = [...(message === undefined ? [] : [`Bandwidth says: ${message}`]), ...storedWords(row)];
  if (isHandOff(row)) {
    const title = field(row, 'destination') ?? '(target not told)';
    const verb = VERBS[String(row.eventType)] ?? 'Hand-off';
    return { lane: 'destination', title, lines: [`${verb} ${row.attempt}: ${eventWords(row)}`, ...said] };
  }
  const lane = row.eventType === 'transferDisconnect' ? 'destination' : 'caller';
  return { lane, title: eventWords(row), lines: said };
}

/** What the caller hears before the next thing happens. */
function heard({ explanation }: RebuiltAnswer): LaneEntry[] {
  const { prompt, wait } = explanation?.decision ?? {};
  const lines = [
    ...(prompt ? ['say' in prompt ? `“${prompt.say}”` : prompt.play] : []),
    ...(wait ? [waitWords(wait)] : []),
  ];
  return lines.length > 0 ? [{ lane: 'caller', title: 'hears', lines }] : [];
}

function momentOf(row: StoredOutcome, item: StoredOutcome, policy: Policy): CallMoment {
  const rebuilt = rebuiltAnswer(item, policy);
  const step = stepWords(row);
  const answered: LaneEntry[] = step ? [{ lane: 'answer', title: step, lines: [] }] : [];
  return {
    eventKey: row.eventKey,
    eventTimeEpochMilliseconds: Date.parse(row.eventTime),
    eventType: field(row, 'eventType') ?? '(no type)',
    outcome: row.outcome,
    isResult: isResult(row),
    entries: [arrival(row), ...answered, ...heard(rebuilt)],
    steps: rebuilt.explanation?.steps ?? [],
    bxml: rebuilt.bxml && indentBxml(rebuilt.bxml),
    whatIf: questionOf(item),
    item,
  };
}

/** Tells a call from its items, oldest first. */
export function storyOf(callId: string, items: readonly StoredOutcome[], policy: Policy): CallStory {
  const rows = rereadCall(items);
  return {
    callId,
    ending: endingWords(rows),
    moments: items.map((item, index) => momentOf(rows[index] ?? item, item, policy)),
  };
}
