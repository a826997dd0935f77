import { isReadable } from './bounds.ts';
import type { Destination } from './destination.ts';
import type { Calendars, Hours } from './hours.ts';
import type { RecoverableOutcome } from './outcome.ts';
import type { Prompt } from './prompt.ts';
import type { TransferOptions } from './transfer-options.ts';

/** The wait of a caller before a hand-off: silence, or a ringing tone. */
export type Wait = { readonly pauseSeconds: number } | { readonly ringSeconds: number };

/** The recovery steps by name. */
export const STEP_NAMES = [
  'next',
  'retry',
  'bridge',
  'menu',
  'voicemail',
  'redirect',
  'goodbye',
  'hangup',
] as const;

/** One of {@link STEP_NAMES}. */
export type StepName = (typeof STEP_NAMES)[number];

/** How a message is recorded; what is not given is as Bandwidth has it. */
export interface RecordingOptions {
  readonly maxSeconds?: number | undefined;
  readonly silenceSeconds?: number | undefined;
  /** Each of them ends the message; none where it is empty. */
  readonly terminatingDigits?: string | undefined;
}

interface StepOptions {
  readonly prompt?: Prompt | undefined;
  readonly wait?: Wait | undefined;
}

/** A step that does something at once. */
export type PlainStep = StepOptions &
  (
    | { readonly step: 'next' }
    | { readonly step: 'retry'; readonly times: number }
    | {
        readonly step: 'bridge';
        /** Only after a REFER that the caller's endpoint did not accept; a policy file cannot say this. */
        readonly ifNotAccepted?: true;
      }
    | ({ readonly step: 'voicemail' } & RecordingOptions)
    | { readonly step: 'redirect'; readonly url: string }
    | { readonly step: 'goodbye' }
    | { readonly step: 'hangup' }
  );

/** A step that lets the caller choose another. */
interface MenuStep {
  readonly step: 'menu';
  readonly prompt: Prompt;
  /** The step of each key: a digit, `*` or `#`. */
  readonly keys: Readonly<Record<string, PlainStep>>;
  /** How long a caller may think, each of the two times that they are asked. */
  readonly seconds: number;
  /** The step where no key of these is pressed, where that of the key does not apply, and where no menu is left. */
  readonly otherwise: PlainStep;
}

/** One recovery step, complete: nothing is left to default. */
export type Step = PlainStep | MenuStep;

/** Steps of each outcome; a list always ends in `menu`, `voicemail`, `redirect`, `goodbye` or `hangup`. */
export type StepsByOutcome = Readonly<Record<RecoverableOutcome, readonly Step[]>>;

/**
 * Where a prompt can be set for a whole policy or route: `begin` is heard before the first hand-off; in place of
 * `goodbye`, `recorded` after a message, and `closed` where no destination is open.
 */
export type PromptName = 'begin' | PlainStep['step'] | 'recorded' | 'closed';

/** Prompts by step, for steps that bring none of their own. */
export type PromptsByStep = Readonly<Partial<Record<PromptName, Prompt>>>;

/** The fields of a call that a route can match on. */
export const MATCH_FIELDS = ['to', 'from', 'applicationId', 'tag'] as const;

/** The call a route is chosen for. */
export type CallFields = { readonly [field in (typeof MATCH_FIELDS)[number]]?: string | undefined };

/**
 * Writes a text or a pattern so that case, and how an accent is encoded, make no difference. A text too long
 * to be one of Bandwidth's keeps its accents as they are: to sort those of 80,000 characters takes 16 s.
 */
export const comparable = (text: string): string =>
  (isReadable(text) ? text.normalize('NFC') : text).toLowerCase();

/** {@link comparable} patterns by field: every field must match one of its patterns; `*` stands for any text. */
export type Match = { readonly [field in keyof CallFields]?: readonly string[] };

/** The form of the name of a route. */
export const ROUTE_NAME = /^[\w-]{1,64}$/;

/** A named, ordered list of destinations and the calls it applies to. */
export interface Route {
  readonly name: string;
  readonly match: Match;
  readonly destinations: readonly Destination[];
  /** The hours of the destinations that have none of their own; without them these are always open. */
  readonly hours?: Hours | undefined;
  readonly outcomes: Partial<StepsByOutcome>;
  readonly prompts: PromptsByStep;
  readonly transfer: TransferOptions;
}

/** The policy, normalised: what the functions carry and `decide` reads. */
export interface Policy extends Calendars {
  readonly limits: {
    /** Most hand-offs of one call, the first included. */
    readonly attempts: number;
    /** Seconds after the start of a call. From then on no hand-off is started. */
    readonly callSeconds: number;
    /** Seconds after the first hand-off of a call. From then on no hand-off is started; without it, no such bound. */
    readonly waitSeconds?: number;
  };
  readonly outcomes: StepsByOutcome;
  readonly prompts: PromptsByStep & {
    readonly goodbye: Prompt;
    readonly voicemail: Prompt;
    readonly recorded: Prompt;
    readonly closed: Prompt;
  };
  readonly transfer: TransferOptions;
  readonly routes: readonly Route[];
}
