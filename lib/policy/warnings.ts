import { canBeReferred, type Destination } from '../../functions/recovery/destination.ts';
import { MATCH_FIELDS, type Policy, type Route } from '../../functions/recovery/policy.ts';
import { comparableFields, routeMatches } from '../../functions/recovery/route.ts';
import { needsTransfer, optionsFor } from '../../functions/recovery/transfer-options.ts';
import { contextWarnings } from './context-warnings.ts';
import { endWarnings } from './end-warnings.ts';
import { hoursWarnings } from './hours-warnings.ts';
import { showInvisible } from './invisible.ts';
import { languageWarnings } from './language-warnings.ts';
import type { PolicyWarning } from './mistakes.ts';
import { mayBeSip } from './possible-outcomes.ts';

/**
 * An earlier route that matches whatever a route matches: the first pattern of each field, and then all.
 * A pattern is asked as if it were a text: no other part of a pattern has a `*`, so that only a `*` matches it.
 */
function hiddenBy(earlier: readonly Route[], { match }: Route): Route | undefined {
  const first = comparableFields(Object.fromEntries(MATCH_FIELDS.map((field) => [field, match[field]?.[0]])));
  return earlier.find(
    (route) =>
      routeMatches(route, first) &&
      MATCH_FIELDS.every((field) => {
        const alone = { ...route, match: { [field]: route.match[field] } };
        return (match[field] ?? []).every((pattern) =>
          routeMatches(alone, comparableFields({ [field]: pattern })),
        );
      }),
  );
}

/** The number to which a route transfers callers who have none to show. */
function numberWithoutCallerId({ transfer }: Policy, route: Route): string | undefined {
  const isShown = { ...transfer, ...route.transfer }.callerId !== undefined;
  if (isShown || !mayBeSip(route.match.to) || !mayBeSip(route.match.from)) return undefined;
  return route.destinations
    .filter(({ transfer: own }) => own?.callerId === undefined)
    .flatMap(({ targets }) => targets)
    .find((target) => target.startsWith('+'));
}

/** Tells whether a SIP URI is asked for a port or parameters; a user's own ":" and ";" are none. */
function namesPortOrParameter(pattern: string): boolean {
  const separator = ['@', '*', 'sip:'].find((each) => pattern.includes(each)) ?? pattern;
  const host = pattern.slice(pattern.indexOf(separator) + separator.length);
  return /[:;?]/.test(host.replace(/^\[[^\]]*\]/, ''));
}

/** The same user at any host. */
function atAnyHost(pattern: string): string {
  const [, user] = /^(sip:[^@*]+)@/.exec(pattern) ?? [];
  return user === undefined ? 'leave them out' : `write "${user}@*"`;
}

/** Of destinations that calls to a SIP URI reach by `<Refer>`, what is said of a `<Transfer>` only. */
function ignoredByRefer({ transfer }: Policy, route: Route, destination: Destination): string[] {
  const options = optionsFor(transfer, route, destination);
  if (!canBeReferred(destination) || needsTransfer(options) || !mayBeSip(route.match.to)) return [];
  const names = Object.keys(destination.transfer ?? {})
    .filter((name) => name !== 'confirm')
    .map((name) => `"${name}"`);
  if (names.length === 0) return [];
  return [
    `a call to a SIP URI reaches it by <Refer>, which ignores ${names.join(', ')}: "by": "transfer" asks for a <Transfer>`,
  ];
}

/** Mailboxes pick up after 25 seconds or more. */
const MOST_RING_SECONDS = 25;

/** Of destinations whose callee is asked for a key, what lets a mailbox answer in a person's place. */
function losesToMailbox({ transfer }: Policy, route: Route, destination: Destination): string[] {
  const { confirm, callTimeoutSeconds = 0 } = optionsFor(transfer, route, destination);
  if (!confirm) return [];
  return [
    ...(callTimeoutSeconds > MOST_RING_SECONDS
      ? [`"confirm" after ${callTimeoutSeconds} s of ringing: mailboxes pick up before; 20 s is the default`]
      : []),
    ...(destination.targets.length > 1
      ? [
          '"confirm" where several ring at once: who answers first takes the call from the others, a mailbox too',
        ]
      : []),
  ];
}

function routeWarnings(policy: Policy, route: Route, index: number): PolicyWarning[] {
  const path = `routes[${index}]`;
  const hiding = hiddenBy(policy.routes.slice(0, index), route);
  const number = numberWithoutCallerId(policy, route);
  return [
    ...(hiding
      ? [
          {
            path,
            text: `"${route.name}" is hidden: "${hiding.name}" before it matches every call that it matches`,
          },
        ]
      : []),
    ...(number
      ? [
          {
            path: `${path}.transfer`,
            text: `a caller from a SIP URI has no number to show in a <Transfer> to ${number}: set "callerId"`,
          },
        ]
      : []),
    ...route.destinations.flatMap((destination, place) =>
      [ignoredByRefer, losesToMailbox].flatMap((find) =>
        find(policy, route, destination).map((text) => ({ path: `${path}.destinations[${place}]`, text })),
      ),
    ),
    ...(['to', 'from'] as const).flatMap((field) =>
      (route.match[field] ?? []).filter(namesPortOrParameter).map((pattern) => ({
        path: `${path}.match.${field}`,
        text: showInvisible(
          `"${pattern}" has a port or a parameter, and matches only calls with the same: ${atAnyHost(pattern)}`,
        ),
      })),
    ),
  ];
}

/** Without a route, no call is handed off. */
const noRoutes = ({ routes }: Policy): PolicyWarning[] =>
  routes.length > 0 ? [] : [{ path: 'routes', text: 'there is none: every call has the outcome "unrouted"' }];

/**
 * Finds what is allowed in a policy and probably wrong, by route. A policy with warnings is used.
 * @param now milliseconds since 1970, which decide which dates of its hours are to come
 */
// biome-ignore lint/style/noRestrictedGlobals: the time decides over nothing but what is said of dates
export const policyWarnings = (policy: Policy, now = Date.now()): PolicyWarning[] => [
  ...noRoutes(policy),
  ...policy.routes.flatMap((route, index) => routeWarnings(policy, route, index)),
  ...contextWarnings(policy),
  ...endWarnings(policy),
  ...languageWarnings(policy),
  ...hoursWarnings(policy, now),
];

/** A policy may have 5,000 routes, most of them with the same warning. */
const MAX_PRINTED_WARNINGS = 20;

/** The warnings as they are printed, one a line; the first 20 where there are more. */
export function warningLines(policy: Policy): string[] {
  const lines = policyWarnings(policy).map(({ path, text }) => `${path}: ${text}`);
  const left = lines.length - MAX_PRINTED_WARNINGS;
  return left > 0 ? [...lines.slice(0, MAX_PRINTED_WARNINGS), `and ${left} more`] : lines;
}
