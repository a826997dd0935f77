import * as v from 'valibot';
import { closedObject, wholeNumber } from './building-blocks.ts';
import { hours } from './hours.ts';
import { prompts } from './prompt.ts';
import { routes } from './route.ts';
import { speaker } from './speaker.ts';
import { outcomes } from './steps.ts';
import { transfer } from './transfer.ts';

/** The limits that end every call. */
export const limits = v.pipe(
  closedObject('{ "attempts": 10 }', {
    attempts: v.exactOptional(
      v.pipe(
        wholeNumber(1, 50),
        v.description('Most hand-offs of one call, the first included: from 1 to 50.'),
      ),
      10,
    ),
    callSeconds: v.exactOptional(
      v.pipe(
        wholeNumber(1, 86_400),
        v.description(
          'Seconds after the start of a call, from 1 to 86400. Later than this no hand-off is started.',
        ),
      ),
      3600,
    ),
    waitSeconds: v.exactOptional(
      v.pipe(
        wholeNumber(1, 86_400),
        v.description(
          'Seconds after the first hand-off of a call, from 1 to 86400. Later than this no hand-off is started.',
        ),
      ),
    ),
  }),
  v.description('Limits that end every call.'),
);

/** The policy file `recovery.json` as people write it. Closed: an unknown key is an error. @internal */
export const PolicyFileSchema = v.pipe(
  closedObject('{ "routes": […] }', {
    $schema: v.exactOptional(
      v.pipe(
        v.string('the URL of a JSON Schema'),
        v.description('Where an editor finds the schema: "docs/recovery.schema.json".'),
      ),
    ),
    limits: v.exactOptional(limits, {}),
    outcomes: v.exactOptional(outcomes, {}),
    prompts: v.exactOptional(prompts, {}),
    transfer: v.exactOptional(transfer, {}),
    hours: v.exactOptional(hours, {}),
    routes: v.exactOptional(routes, []),
    ...speaker,
  }),
  v.description('What a call does after a hand-off that failed. Every key may be left out.'),
);

/** A policy file, as {@link PolicyFileSchema} reads it. @internal */
export type PolicyFile = v.InferOutput<typeof PolicyFileSchema>;
