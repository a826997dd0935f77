import * as v from 'valibot';
import { ROUTE_NAME } from '../../functions/recovery/policy.ts';
import { announce, by, confirm } from './asking.ts';
import { closedObject } from './building-blocks.ts';
import { destinations } from './destinations.ts';
import { hoursName } from './hours.ts';
import { match } from './match.ts';
import { prompts } from './prompt.ts';
import { speaker } from './speaker.ts';
import { outcomes } from './steps.ts';
import { transfer } from './transfer.ts';

/** One route. @internal */
export const route = v.pipe(
  closedObject('{ "name": "support", "destinations": ["sip:alice@desk.example.com"] }', {
    name: v.pipe(
      v.string('a name'),
      v.regex(ROUTE_NAME, 'a name of 1 to 64 letters, digits, "_" and "-"'),
      v.description(
        'Unique name of 1 to 64 letters, digits, "_" and "-". Callback URLs carry it, so that a call keeps its route.',
      ),
    ),
    match: v.exactOptional(match, {}),
    destinations,
    hours: v.pipe(
      hoursName,
      v.description(
        'Opening hours of the destinations that have none of their own, and of those that the route does not list.',
      ),
    ),
    announce: v.exactOptional(announce),
    confirm: v.exactOptional(confirm),
    by: v.exactOptional(by),
    outcomes: v.pipe(
      v.exactOptional(outcomes, {}),
      v.description("Steps of this route, in place of the policy's."),
    ),
    prompts: v.pipe(
      v.exactOptional(prompts, {}),
      v.description("Prompts of this route, in place of the policy's."),
    ),
    transfer: v.pipe(
      v.exactOptional(transfer, {}),
      v.description("Transfers of this route, in place of the policy's."),
    ),
    ...speaker,
  }),
  v.check(
    ({ announce: told, confirm: asked, transfer: options }) =>
      (told === undefined || options.announce === undefined) &&
      (asked === undefined || options.confirm === undefined),
    '"announce" and "confirm" either in the route or in its "transfer"',
  ),
  v.description('Where some of the calls go.'),
);

/** The routes, in the order in which they are tried; `relations.ts` checks that their names differ. @internal */
export const routes = v.pipe(
  v.array(route, 'a list of routes, each an object with "name" and "destinations"'),
  v.maxLength(5000, 'at most 5,000 routes'),
  v.description('Where calls go: the first route that matches a call takes it. At most 5,000.'),
);
