import * as v from 'valibot';
import { closedObject, wholeNumber } from './building-blocks.ts';
import { prompts } from './prompt.ts';
import { routes } from './route.ts';
import { outcomes } from './steps.ts';
import { transfer } from './transfer.ts';

/** The policy file `recovery.json` as people write it. Closed: an unknown key is an error. */
export const PolicyFileSchema = closedObject({
  $schema: v.exactOptional(
    v.pipe(
      v.string('the URL of a JSON Schema'),
      v.description('Where an editor finds docs/recovery.schema.json.'),
    ),
  ),
  limits: v.exactOptional(
    closedObject({
      attempts: v.exactOptional(
        v.pipe(
          wholeNumber(1, 50),
          v.description('Most hand-offs of one call, the first included; 10 if absent.'),
        ),
      ),
      callSeconds: v.exactOptional(
        v.pipe(
          wholeNumber(1, 86_400),
          v.description('Age of a call from which on no hand-off is begun; 3600 if absent.'),
        ),
      ),
    }),
  ),
  outcomes: v.exactOptional(outcomes),
  prompts: v.exactOptional(prompts),
  transfer: v.exactOptional(transfer),
  routes: v.exactOptional(routes),
});

/** What {@link PolicyFileSchema} gives. */
export type PolicyFile = v.InferOutput<typeof PolicyFileSchema>;
