import type { Policy } from '../../../functions/recovery/policy.ts';
import { endingWords } from '../../outcomes/story/ending-words.ts';
import { isResult, type Told, tell } from '../../outcomes/story/event-words.ts';
import { rereadCall } from '../../outcomes/story/reread-legs.ts';
import { indentBxml } from '../../print/indent-bxml.ts';
import { field } from '../../print/printable.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { waitWords } from '../../words/steps.ts';
import type { CallMoment, CallStory, LaneEntry } from '../messages.ts';
import { questionOf, type RebuiltAnswer, rebuiltAnswer } from './rebuilt-answer.ts';

/** What came to us: from a destination, or of the caller. */
function arrival({ eventType }: StoredOutcome, { handOff, words, notes }: Told): LaneEntry {
  if (!handOff)
    return {
      lane: eventType === 'transferDisconnect' ? 'destination' : 'caller',
      title: words,
      lines: notes,
    };
  const { verb, attempt, destination } = handOff;
  return { lane: 'destination', title: destination, lines: [`${verb} ${attempt}: ${words}`, ...notes] };
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
  const told = tell(row);
  const answered: LaneEntry[] = told.done ? [{ lane: 'answer', title: told.done, lines: [] }] : [];
  return {
    eventKey: row.eventKey,
    eventTimeEpochMilliseconds: Date.parse(row.eventTime),
    eventType: field(row, 'eventType') ?? '(no type)',
    outcome: row.outcome,
    isResult: isResult(row),
    entries: [arrival(row, told), ...answered, ...heard(rebuilt)],
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
