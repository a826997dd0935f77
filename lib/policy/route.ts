import * as v from 'valibot';
import { closedObject } from './building-blocks.ts';
import { destinations } from './destinations.ts';
import { match } from './match.ts';
import { prompts } from './prompt.ts';
import { outcomes } from './steps.ts';
import { transfer } from './transfer.ts';

const route = closedObject({
  name: v.pipe(
    v.string('a name'),
    v.regex(/^[\w-]{1,64}$/, 'a name of 1 to 64 letters, digits, "_" and "-"'),
    v.description('Travels in the callback URLs: running calls keep their route by it.'),
  ),
  match: v.exactOptional(match),
  destinations,
  outcomes: v.exactOptional(outcomes),
  prompts: v.exactOptional(prompts),
  transfer: v.exactOptional(transfer),
});

/** The routes, in the order in which they are tried; that no two have one name, `relations.ts` checks. */
export const routes = v.pipe(
  v.array(route, 'a list of routes'),
  v.maxLength(5000, 'at most 5,000 routes'),
  v.description('Tried in order: the first that matches a call is taken.'),
);
