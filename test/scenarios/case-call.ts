import { BEHAVIOURS, type Behaviour, behaviour } from '../../bin/simulator/behaviour.ts';
import { ACCOUNT, type Call, callIdentifier } from '../../bin/simulator/call.ts';
import type { Behaves, Scenario, ScenarioCase } from './schema.ts';

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

/** The call that a case describes; the run's name makes its call id one that no earlier run used. */
export function caseCall(scenario: Scenario, one: ScenarioCase, runName: string): Call {
  const first = one.first ?? scenario.first ?? '';
  const bxml = first.startsWith('<Response') ? first : `<Response>${first}</Response>`;
  const { from, to, direction, leaves, ...rest } = { ...scenario.caller, ...one.caller };
  return {
    ...rest,
    ...ACCOUNT,
    from: from ?? CALLER.from,
    to: to ?? CALLER.to,
    direction: direction ?? CALLER.direction,
    callId: callIdentifier(`${runName}/${scenario.title}/${JSON.stringify(one)}`),
    first: first.startsWith('<')
      ? { bxml, url: 'https://app.example.com/calls' }
      : { ask: `{callbacks}/${first}` },
    behave: behaviours(one.destinations),
    leaves: leaves && (() => leaves),
    transport: one.transport,
    elsewhere: one.elsewhere,
    statusUrl: '{callbacks}/disconnect',
  };
}
