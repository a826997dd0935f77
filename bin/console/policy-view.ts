import { formatDestination } from '../../functions/recovery/destination.ts';
import { ALWAYS, DAY_MINUTES, type Offsets, onClock } from '../../functions/recovery/hours.ts';
import { isDestinationOpen } from '../../functions/recovery/opening.ts';
import { MATCH_FIELDS, type Policy, type Route, type Step } from '../../functions/recovery/policy.ts';
import { DEFAULT_STEPS } from '../../lib/policy/default-steps.ts';
import { RECOVERABLE_OUTCOMES } from '../../lib/policy/steps.ts';
import { warningLines } from '../../lib/policy/warnings.ts';
import { policyHash } from '../../lib/policy-hash.ts';
import { hoursWords } from '../explain/hours-words.ts';
import { cityOf, dayWords, openMinutes } from '../explain/span-words.ts';
import { policyWeek, type RouteWeek, type WeekRow } from '../explain/week.ts';
import { stepWords } from '../words/steps.ts';
import type { PolicyNews, PolicyView } from './messages.ts';

/** A policy may have 5,000 routes, and the week of each is read minute by minute. */
const MOST_ROUTES = 100;

function takes({ match }: Route): string {
  const fields = MATCH_FIELDS.flatMap((field) => {
    const patterns = match[field];
    return patterns ? `${field} ${patterns.join(' or ')}` : [];
  });
  return fields.join(', and ') || 'every call';
}

/** The hours of a destination today, on the clock of its route. */
function todayWords({ hours, open }: WeekRow, { timeZone }: RouteWeek, policy: Policy, now: Date): string {
  if (hours === ALWAYS || timeZone === undefined) return 'always open';
  const offsets = policy.timeZones[timeZone] as Offsets;
  const begins = Math.floor(onClock(offsets, now.getTime() / 60_000) / DAY_MINUTES) * DAY_MINUTES;
  const spans = dayWords(openMinutes(open, offsets), begins);
  return `${hoursWords(hours)}, today ${spans || 'closed'} (${cityOf(timeZone)})`;
}

/** The steps of each outcome, outcomes with the same steps together. */
function stepsOf(policy: Policy, route: Route | undefined): PolicyView['routes'][number]['steps'] {
  const told = RECOVERABLE_OUTCOMES.map((outcome) => {
    const own = route?.outcomes[outcome];
    const steps: readonly Step[] = own ?? policy.outcomes[outcome];
    const writer = own ? 'the route' : steps === DEFAULT_STEPS[outcome] ? 'default' : 'the policy';
    return { outcome, words: steps.map(stepWords).join(' → '), writer };
  });
  const alike = Map.groupBy(told, ({ words, writer }) => `${writer}\n${words}`);
  return [...alike.values()].map(([first, ...others]) => ({
    outcomes: [first, ...others].flatMap((one) => one?.outcome ?? []),
    words: first?.words ?? '',
    writer: first?.writer ?? '',
  }));
}

/** A policy as its page shows it: routes, their destinations with the hours of today, steps, and what is wrong. */
export function policyView(policy: Policy, news: PolicyNews, now: Date): PolicyView {
  const routes = policy.routes.slice(0, MOST_ROUTES);
  const weeks = policyWeek({ ...policy, routes }, now);
  const eventTime = now.toISOString();
  const { attempts, callSeconds } = policy.limits;
  return {
    ...news,
    hash: policyHash(policy),
    warnings: warningLines(policy),
    limits: `At most ${attempts} hand-offs, none later than ${callSeconds} s after the start of the call.`,
    routesLeft: policy.routes.length - routes.length,
    routes: [
      ...routes.map((route, index) => {
        const week = weeks[index] as RouteWeek;
        return {
          name: `route ${route.name}`,
          takes: `takes ${takes(route)}`,
          destinations: week.rows.map((row) => ({
            words: formatDestination(row.destination),
            hours: todayWords(row, week, policy, now),
            isOpen: isDestinationOpen({ policy, route, eventTime }, row.destination),
          })),
          steps: stepsOf(policy, route),
        };
      }),
      {
        name: 'calls that no route takes',
        takes: 'and destinations that an app of yours names in its URL',
        destinations: [],
        steps: stepsOf(policy, undefined),
      },
    ],
  };
}
