import { setTimeout as sleep } from 'node:timers/promises';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { type OneCall, oneCall } from '../../one-call/one-call.ts';
import { NAMED_OUTCOMES } from '../../one-call/outcomes.ts';
import { playCall } from '../../simulator/play-call.ts';
import { momentText } from '../../simulator/print/timeline-text.ts';
import { UsageError } from '../../usage/usage-error.ts';
import type { PlayChoices, PlayStarted, StreamMessages } from '../messages.ts';
import { RequestError } from '../respond.ts';

/** Plays calls against the server that the console is part of. */
interface Player {
  choices(): PlayChoices;
  /** @throws {RequestError} 400 for what a call cannot be played with, 429 when too many calls are played */
  play(request: Readonly<Record<string, unknown>>, baseUrl: string): PlayStarted;
  close(): void;
}

/** The options of a player. */
interface PlayerOptions {
  readonly token: string;
  /** The policy as it is now. */
  readonly policy: () => Policy;
  readonly onPlayed: (played: StreamMessages['played']) => void;
  readonly paceMilliseconds: number;
}

const MOST_CALLS_AT_ONCE = 20;

/** More than a call has hand-offs. */
const MOST_OUTCOMES = 20;

/** A text that was given; the fields of a form that are left empty are not. */
const given = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

function prepare(
  policy: Policy,
  { route, outcomes, at, from, to, tag }: Readonly<Record<string, unknown>>,
): OneCall {
  const named = Array.isArray(outcomes) ? outcomes.map(String).slice(0, MOST_OUTCOMES) : [];
  const names = named.length > 0 ? named : ['connected'];
  try {
    return oneCall(policy, {
      route: given(route),
      outcomes: names,
      ...{ at: given(at), from: given(from), to: given(to), tag: given(tag) },
    });
  } catch (error) {
    throw error instanceof UsageError ? new RequestError(400, error.message.replace(/^--/, '')) : error;
  }
}

/** Makes a player. */
export function player({ token, policy, onPlayed, paceMilliseconds }: PlayerOptions): Player {
  let isClosed = false;
  let playing = 0;

  async function run({ notes, ...prepared }: OneCall, baseUrl: string): Promise<void> {
    const { callId } = prepared.call;
    playing += 1;
    try {
      const timeline = await playCall({
        ...prepared,
        baseUrl,
        token,
        onEvent: async (moment) => {
          onPlayed({ callId, text: momentText(moment), isOver: false });
          if (!isClosed) await sleep(paceMilliseconds, undefined, { ref: false });
        },
      });
      onPlayed({ callId, text: notes(timeline).join('\n'), isOver: true });
    } catch (error) {
      onPlayed({ callId, text: `not played to its end: ${(error as Error).message}`, isOver: true });
    } finally {
      playing -= 1;
    }
  }

  return {
    choices: () => ({ routes: policy().routes.map(({ name }) => name), outcomes: NAMED_OUTCOMES }),
    play(asked, baseUrl) {
      if (playing >= MOST_CALLS_AT_ONCE) throw new RequestError(429, 'enough calls are being played');
      const prepared = prepare(policy(), asked);
      void run(prepared, baseUrl);
      return { callId: prepared.call.callId, reading: prepared.reading };
    },
    close() {
      isClosed = true;
    },
  };
}
