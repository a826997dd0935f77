import { setTimeout as sleep } from 'node:timers/promises';
import { simulatedClock } from '../../simulator/clock.ts';
import { playCall } from '../../simulator/play-call.ts';
import { momentText } from '../../simulator/print/timeline-text.ts';
import { seeded, seedOf } from '../../simulator/random.ts';
import { caseCall, unplayable } from '../../simulator/scenario/case-call.ts';
import { type LoadedScenario, loadScenarios } from '../../simulator/scenario/load.ts';
import type { PlayableCase, PlayStarted, StreamMessages } from '../messages.ts';
import { RequestError } from '../respond.ts';
import { adaptedBehaviour } from './adapted-call.ts';

/** Plays calls against the server that the console is part of. */
export interface Player {
  cases(): Promise<PlayableCase[]>;
  /** @throws {RequestError} 400 for a case that there is not, 429 when too many calls are played */
  play(request: Readonly<Record<string, unknown>>, baseUrl: string): Promise<PlayStarted>;
  close(): void;
}

/** What a player needs. */
export interface PlayerOptions {
  readonly token: string;
  readonly onPlayed: (played: StreamMessages['played']) => void;
  /** How long each moment of a call is looked at. */
  readonly paceMilliseconds: number;
}

const MOST_CALLS_AT_ONCE = 20;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Makes a player; the scenarios are read when they are first asked for. */
export function player({ token, onPlayed, paceMilliseconds }: PlayerOptions): Player {
  let loading: Promise<LoadedScenario[]> | undefined;
  let isClosed = false;
  let playing = 0;
  let lastNumber = 0;
  const scenarios = (): Promise<LoadedScenario[]> => {
    loading ??= loadScenarios();
    return loading;
  };

  async function run(call: ReturnType<typeof caseCall>, baseUrl: string): Promise<void> {
    const { callId } = call;
    const random = seeded(seedOf(callId));
    playing += 1;
    try {
      await playCall({
        baseUrl,
        token,
        call,
        random,
        clock: simulatedClock(Date.now()),
        onEvent: async (moment) => {
          onPlayed({ callId, text: momentText(moment), isOver: false });
          if (!isClosed) await sleep(paceMilliseconds, undefined, { ref: false });
        },
      });
      onPlayed({ callId, text: '', isOver: true });
    } catch (error) {
      onPlayed({ callId, text: `not played to its end: ${(error as Error).message}`, isOver: true });
    } finally {
      playing -= 1;
    }
  }

  return {
    async cases() {
      return (await scenarios()).flatMap((scenario) =>
        scenario.cases.flatMap((one, index) => {
          if (unplayable(scenario, one)) return [];
          const { from, to, tag = '' } = caseCall(scenario, one, '');
          return [{ scenario: scenario.file, title: scenario.title, index, name: one.name, from, to, tag }];
        }),
      );
    },
    async play({ scenario: file, index, from, to, tag }, baseUrl) {
      const scenario = (await scenarios()).find((each) => each.file === file);
      const one = scenario?.cases[Number(index)];
      if (!scenario || !one || unplayable(scenario, one)) throw new RequestError(400, 'no such call');
      if (playing >= MOST_CALLS_AT_ONCE) throw new RequestError(429, 'enough calls are being played');
      lastNumber += 1;
      const call = caseCall(scenario, one, `console-${Date.now()}-${lastNumber}`);
      call.behave = adaptedBehaviour(call, Object.keys(one.destinations));
      call.from = text(from) ?? call.from;
      call.to = text(to) ?? call.to;
      call.tag = text(tag);
      void run(call, baseUrl);
      return { callId: call.callId };
    },
    close() {
      isClosed = true;
    },
  };
}
