import * as v from 'valibot';
import { behaviour } from '../../bin/simulator/behaviour.ts';
import type { Message } from '../../bin/simulator/call.ts';
import { ENDINGS } from '../../bin/simulator/timeline.ts';

const seconds = v.pipe(v.number(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(1));

/** One of {@link behaviour}'s words, or such a word with other times. */
const word = v.pipe(
  v.string(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed || dataset.value === '{each}') return;
    try {
      behaviour(dataset.value.replace('{each}', '500'));
    } catch (error) {
      addIssue({ message: (error as Error).message });
    }
  }),
);
const timed = v.strictObject({
  does: word,
  afterSeconds: v.optional(seconds),
  talkSeconds: v.optional(seconds),
  endedBy: v.optional(v.picklist(['destination', 'caller'])),
});
const behaves = v.union([word, timed]);

/** What the caller does who is asked for a message. */
const leaves = v.strictObject({
  speaksSeconds: seconds,
  ends: v.custom<Message['ends']>((text) => /^by (hanging up|waiting|pressing [0-9*#])$/.test(String(text))),
});

const caller = v.strictObject({
  from: v.optional(v.string()),
  to: v.optional(v.string()),
  direction: v.optional(v.picklist(['inbound', 'outbound'])),
  tag: v.optional(v.string()),
  queuedSeconds: v.optional(seconds),
  leaves: v.optional(leaves),
  hangsUp: v.optional(
    v.union([
      v.strictObject({ afterSeconds: seconds }),
      v.strictObject({ during: v.picklist(['hand-off', 'prompt', 'answer', 'message']), number: count }),
    ]),
  ),
});

const transport = v.strictObject({
  get: v.optional(v.boolean()),
  barePlus: v.optional(v.boolean()),
  duplicate: v.optional(v.picklist(['after', 'at-once'])),
  reorderStatus: v.optional(v.boolean()),
});

const expectation = v.strictObject({
  /** Each hand-off in order: `refer sip:a@example.com`, `transfer +15550001111,sip:b@example.com`. */
  handOffs: v.optional(v.array(v.string())),
  /** How each went: `refer 202 notify 486`, `transfer hangup`, `transfer abandoned`. */
  results: v.optional(v.array(v.string())),
  /** Parts of the prompts in order, or whether there was one at all. */
  heard: v.optional(v.union([v.picklist(['something', 'nothing']), v.array(v.string())])),
  /** Each message: `12 s, ended by a key`. */
  messages: v.optional(v.array(v.string())),
  /** `Pause 5`, `Ring 3`. */
  waited: v.optional(v.array(v.string())),
  /** Event types in the order in which they were sent, without status events. */
  events: v.optional(v.array(v.string())),
  ended: v.picklist(ENDINGS),
  /** Part of why it ended. */
  why: v.optional(v.string()),
  /** The stored `outcome` of each hand-off that ended, in order; checked where a table can be read. */
  outcomes: v.optional(v.array(v.string())),
  /** Everything that is stored, in order: `initiate begun`, `transferComplete busy`; checked likewise. */
  stored: v.optional(v.array(v.string())),
});

/** The first BXML of the user's own app, or the event that asks the server for it. */
const first = v.union([v.picklist(['initiate', 'answer']), v.pipe(v.string(), v.startsWith('<'))]);

const scenarioCase = v.strictObject({
  name: v.string(),
  /** Plays the case once for each text, put where it says `{each}`. */
  each: v.optional(v.pipe(v.array(v.string()), v.minLength(1))),
  caller: v.optional(caller, {}),
  first: v.optional(first),
  destinations: v.optional(
    v.record(v.string(), v.union([behaves, v.pipe(v.array(behaves), v.minLength(1))])),
    {},
  ),
  transport: v.optional(transport, {}),
  elsewhere: v.optional(v.record(v.string(), v.string()), {}),
  expect: expectation,
});

/** A scenario file: cases that need the same policy. */
export const Scenario = v.strictObject({
  $schema: v.optional(v.string()),
  title: v.string(),
  /** The server's `recovery.json`; without it the cases hold under any. */
  policy: v.optional(v.record(v.string(), v.unknown())),
  caller: v.optional(caller, {}),
  first: v.optional(first),
  cases: v.pipe(v.array(scenarioCase), v.minLength(1)),
});

export type Scenario = v.InferOutput<typeof Scenario>;
export type ScenarioCase = Scenario['cases'][number];
export type Expectation = ScenarioCase['expect'];
export type Behaves = v.InferOutput<typeof behaves>;
