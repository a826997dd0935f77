import { CALLBACKS } from '../../../functions/callbacks.ts';
import { BEHAVIOURS, type Behaviour, behaviour } from '../behaviour.ts';
import type { Call } from '../call.ts';
import { callIdentifier } from '../identifiers.ts';
import type { Behaves, Scenario, ScenarioCase } from './schema.ts';

/** Tells whether the server has a callback of this name, by its own table of routes. */
export const hasCallback = (name: string): boolean => CALLBACKS.some((row) => row.name === name);

const CALLER = {
  from: 'sip:bob@customer.example.com',
  to: 'sip:support@bw.example.com',
  direction: 'inbound',
} as const;

function readBehaves(behaves: Behaves): Behaviour {
  if (typeof behaves === 'string') return behaviour(behaves);
  const { does, ...times } = behaves;
  const defined = Object.entries(times).filter(([, value]) => value !== undefined);
  return { ...behaviour(does), ...Object.fromEntries(defined) };
}

/** A list says what happens the first, second, … time; its last entry stays. */
function behaviours(destinations: ScenarioCase['destinations']): Call['behave'] {
  return (destination, time) => {
    const behaves = destinations[destination];
    // A number that nobody has: a scenario that forgets a destination is seen to.
    if (behaves === undefined) return BEHAVIOURS['not-found'];
    const list = Array.isArray(behaves) ? behaves : [behaves];
    return readBehaves(list[Math.min(time, list.length) - 1] ?? 'not-found');
  };
}

/** Why a case cannot be played against this server, if it cannot. */
export function unplayable(scenario: Scenario, one: ScenarioCase): string | undefined {
  const first = one.first ?? scenario.first ?? '';
  return first.startsWith('<') || hasCallback(first) ? undefined : `the server has no ${first} callback yet`;
}

/** The call that a case describes; the run's name makes its call id one that no earlier run used. */
export function caseCall(scenario: Scenario, one: ScenarioCase, runName: string): Call {
  const first = one.first ?? scenario.first ?? '';
  const bxml = first.startsWith('<Response') ? first : `<Response>${first}</Response>`;
  const { from, to, direction, ...rest } = { ...scenario.caller, ...one.caller };
  return {
    ...rest,
    from: from ?? CALLER.from,
    to: to ?? CALLER.to,
    direction: direction ?? CALLER.direction,
    callId: callIdentifier(`${runName}/${scenario.title}/${JSON.stringify(one)}`),
    accountId: '55555555',
    applicationId: '7fc9698a-b04a-468b-9e8f-91238c0d0086',
    first: first.startsWith('<')
      ? { bxml, url: 'https://app.example.com/calls' }
      : { ask: `{callbacks}/${first}` },
    behave: behaviours(one.destinations),
    transport: one.transport,
    elsewhere: one.elsewhere,
    ...(hasCallback('disconnect') && { statusUrl: '{callbacks}/disconnect' }),
  };
}
