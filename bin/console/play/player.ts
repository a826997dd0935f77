import { setTimeout as sleep } from 'node:timers/promises';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { type OneCall, oneCall } from '../../one-call/one-call.ts';
import { NAMED_OUTCOMES } from '../../one-call/outcomes.ts';
import { printable } from '../../print/printable.ts';
import { playCall } from '../../simulator/play-call.ts';
import { momentText } from '../../simulator/print/timeline-text.ts';
import { UsageError } from '../../usage/usage-error.ts';
import type { PlayChoices, PlayStarted, StreamMessages } from '../messages.ts';
import { RequestError } from '../respond.ts';

/** How calls are played. */
export interface PlayOptions {
  readonly token: string;
  /** How long each moment of a played call is looked at: 350 ms unless it is given. */
  readonly paceMilliseconds?: number | undefined;
}

interface PlayerOptions extends PlayOptions {
  /** The policy as it is now. */
  readonly policy: () => Policy;
  readonly onPlayed: (played: StreamMessages['played']) => void;
}

const PACE_MILLISECONDS = 350;

const MOST_CALLS_AT_ONCE = 20;

/** More than a call has hand-offs. */
const MOST_OUTCOMES = 20;

/** A text that was given; the fields of a form that are left empty are not. */
const given = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

/** What may be said of a call besides its route and its outcomes. */
const FIELDS = ['at', 'from', 'to', 'tag', 'context', 'press'] as const;

function prepare(policy: Policy, { route, outcomes, ...asked }: Readonly<Record<string, unknown>>): OneCall {
  const named = Array.isArray(outcomes) ? outcomes.map(String).slice(0, MOST_OUTCOMES) : [];
  const names = named.length > 0 ? named : ['connected'];
  try {
    return oneCall(policy, {
      route: given(route),
      outcomes: names,
      ...Object.fromEntries(FIELDS.map((field) => [field, given(asked[field])])),
    });
  } catch (error) {
    throw error instanceof UsageError ? new RequestError(400, error.message.replace(/^--/, '')) : error;
  }
}

/** Plays calls against the server that the console is part of. */
export function player({ token, policy, onPlayed, paceMilliseconds = PACE_MILLISECONDS }: PlayerOptions) {
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
          const heard = moment.kind === 'heard' ? printable(moment.text) : undefined;
          onPlayed({ callId, text: momentText(moment), heard, isOver: false });
          if (!isClosed) await sleep(paceMilliseconds, undefined, { ref: false });
        },
      });
      onPlayed({ callId, text: notes(timeline).join('\n'), heard: undefined, isOver: true });
    } catch (error) {
      const text = `not played to its end: ${(error as Error).message}`;
      onPlayed({ callId, text, heard: undefined, isOver: true });
    } finally {
      playing -= 1;
    }
  }

  const choices = (): PlayChoices => ({
    routes: policy().routes.map(({ name }) => name),
    outcomes: NAMED_OUTCOMES,
  });
  /** @throws {RequestError} 400 for what a call cannot be played with, 429 when too many calls are played */
  function play(asked: Readonly<Record<string, unknown>>, baseUrl: string): PlayStarted {
    if (playing >= MOST_CALLS_AT_ONCE) throw new RequestError(429, 'enough calls are being played');
    const prepared = prepare(policy(), asked);
    void run(prepared, baseUrl);
    return { callId: prepared.call.callId, reading: prepared.reading };
  }
  return {
    /** The functions that answer a page, by method and path; callbacks of its calls go to the URL. */
    answers: (callbacksUrl: string) => ({
      'GET /console/cases': choices,
      'POST /console/play': (asked: Readonly<Record<string, unknown>>) => play(asked, callbacksUrl),
    }),
    close() {
      isClosed = true;
    },
  };
}
