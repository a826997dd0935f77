import * as v from 'valibot';
import { closedObject, wholeNumber } from './building-blocks.ts';
import { prompts } from './prompt.ts';
import { routes, transfer } from './route.ts';
import { outcomes } from './steps.ts';

/** The policy file `recovery.json` as people write it. Closed: an unknown key is an error. */
export const PolicyFileSchema = closedObject({
  $schema: v.exactOptional(v.string('the URL of a JSON Schema')),
  limits: v.exactOptional(
    closedObject({
      attempts: v.exactOptional(wholeNumber(1, 50)),
      callSeconds: v.exactOptional(wholeNumber(1, 86_400)),
    }),
  ),
  outcomes: v.exactOptional(outcomes),
  prompts: v.exactOptional(prompts),
  transfer: v.exactOptional(transfer),
  routes: v.exactOptional(routes),
});

/** What {@link PolicyFileSchema} gives. */
export type PolicyFile = v.InferOutput<typeof PolicyFileSchema>;
