import type { Behaviour } from './behaviour.ts';
import type { Attempt, Call, CallPart } from './call.ts';
import type { Death } from './home-death.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { Ending, Happening, Moment, Timeline } from './timeline.ts';

/** The part of the global `fetch` that a call needs. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** The server under test, and how calls are played against it. */
export interface Server {
  /** Without the token: `http://127.0.0.1:3000`, or a deployed stage. */
  readonly baseUrl: string;
  readonly token: string;
  /** Another deployment of the same token, which fallback URLs lead to. */
  readonly secondUrl?: string | undefined;
  readonly fetch?: Fetch;
  readonly limits?: Partial<Limits>;
  /** Is told everything as it happens; a promise holds the call up, so that somebody can watch. */
  readonly onEvent?: (moment: Moment) => void | Promise<void>;
}

/** The options for playing a call. */
export interface PlayCallOptions extends Server {
  readonly call: Call;
  /** When it begins, in milliseconds since the epoch. */
  readonly startMillis: number;
}

/** A call while it is played: its caller's patience, and what happened so far. */
export class LiveCall {
  readonly call: Call;
  readonly fetch: Fetch;
  readonly token: string;
  readonly limits: Limits;
  /** Call time: it stands still while the server thinks and jumps when the call waits. */
  nowMillis: number;
  readonly startedMillis: number;
  answeredMillis: number | undefined;
  tag: string | undefined;
  ending: Timeline['ending'] | undefined;
  /** Status events held back until the end. */
  readonly heldBack: (() => Promise<void>)[] = [];
  readonly #baseUrl: string;
  readonly #secondUrl: string | undefined;
  readonly #onEvent: Server['onEvent'];
  readonly #moments: Moment[] = [];
  readonly #times = new Map<string, number>();
  #hangsUpAtMillis = Number.POSITIVE_INFINITY;

  constructor({ call, startMillis, baseUrl, secondUrl, token, onEvent, ...more }: PlayCallOptions) {
    this.call = call;
    this.fetch = more.fetch ?? fetch;
    this.token = token;
    this.limits = { ...LIMITS, ...more.limits };
    this.#baseUrl = baseUrl.replace(/\/$/, '');
    this.#secondUrl = secondUrl?.replace(/\/$/, '');
    this.#onEvent = onEvent;
    this.tag = call.tag;
    this.nowMillis = startMillis;
    this.pass(call.queuedSeconds ?? 0);
    this.startedMillis = this.nowMillis;
    const { hangsUp } = call;
    if (hangsUp && 'afterSeconds' in hangsUp)
      this.#hangsUpAtMillis = this.startedMillis + hangsUp.afterSeconds * 1000;
  }

  /** Puts the servers' addresses where a scenario wrote `{callbacks}`, and `{second}`. */
  expand(text: string): string {
    return text
      .replaceAll('{callbacks}', `${this.#baseUrl}/${this.token}`)
      .replaceAll('{second}', `${this.#secondUrl}/${this.token}`);
  }

  /** Tells whether a URL is one of the servers under test; nothing else is ever contacted. */
  isOurs(url: string): boolean {
    return (
      this.#isAt(this.#baseUrl, url) || (this.#secondUrl !== undefined && this.#isAt(this.#secondUrl, url))
    );
  }

  #isAt(baseUrl: string, url: string): boolean {
    return new URL(url).origin === new URL(baseUrl).origin;
  }

  /** How the first server fails a callback that is about to be sent; `undefined` where it lives. */
  deathAt(url: string): Death | undefined {
    const { homeDies } = this.call;
    if (!homeDies || !this.#isAt(this.#baseUrl, url)) return undefined;
    return this.countTime(':home') >= homeDies.atCallback ? homeDies.how : undefined;
  }

  /** A verb's `tag` attribute: absent leaves the tag as it is, empty clears it. */
  setTag(tag: string | undefined): void {
    if (tag !== undefined) this.tag = tag || undefined;
  }

  /** Call time: seconds since the start. */
  get atSeconds(): number {
    return (this.nowMillis - this.startedMillis) / 1000;
  }

  async addMoment(happening: Happening): Promise<void> {
    const moment: Moment = { atSeconds: this.atSeconds, ...happening };
    this.#moments.push(moment);
    await this.#onEvent?.(moment);
  }

  /** Lets call time pass, whether or not the caller stays. */
  pass(seconds: number): void {
    this.nowMillis += Math.round(seconds * 1000);
  }

  /** Lets call time pass; `false` if the caller hung up in the middle of it. */
  spend(seconds: number): boolean {
    const stays = this.nowMillis + seconds * 1000 < this.#hangsUpAtMillis;
    this.pass(stays ? seconds : Math.max(0, this.#hangsUpAtMillis - this.nowMillis) / 1000);
    return stays;
  }

  /** Tells the caller what begins, which may be what they hang up during. */
  begin(what: CallPart): void {
    const { hangsUp } = this.call;
    const time = this.countTime(`:${what}`);
    if (hangsUp && 'during' in hangsUp && hangsUp.during === what && hangsUp.number === time)
      this.#hangsUpAtMillis = this.nowMillis + (what === 'answer' ? 0 : 1000);
  }

  /** Tells what a target of the hand-off that has begun will do. */
  behaviourAt(destination: string, attempt: Omit<Attempt, 'number'>): Behaviour {
    const number = this.#times.get(':hand-off') ?? 1;
    return this.call.behave(destination, this.countTime(destination), { ...attempt, number });
  }

  /** Which time it is that the call is handed to a destination, from 1. */
  countTime(destination: string): number {
    const time = (this.#times.get(destination) ?? 0) + 1;
    this.#times.set(destination, time);
    return time;
  }

  async end(how: Ending, why: string): Promise<void> {
    if (this.ending) return;
    this.ending = { how, why };
    await this.addMoment({ kind: 'ended', how, why });
  }

  timeline(): Timeline {
    const ending = this.ending ?? { how: 'never', why: 'nothing ended it' };
    return { call: this.call, moments: this.#moments, ending };
  }
}
