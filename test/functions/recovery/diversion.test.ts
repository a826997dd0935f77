import { describe, expect, it } from 'vitest';
import { explain } from '../../../bin/explain/explain.ts';
import { writeDocument } from '../../../functions/bxml/document.ts';
import { begin, decide } from '../../../functions/recovery/decide.ts';
import type { Decision } from '../../../functions/recovery/decision.ts';
import type { RecoverableOutcome } from '../../../functions/recovery/outcome.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { documented } from '../../support/requests.ts';
import { parseXml } from '../bxml/xml.ts';

const ROUTE = { name: 'desk', destinations: ['+15550001111', 'sip:b@x.example'] };
const policyWith = (transfer: object, route: object = {}) =>
  parsePolicy({ transfer, routes: [{ ...ROUTE, ...route }] });
const DIVERTING = policyWith({ diversion: true });

const decisionAfter = (outcome: RecoverableOutcome, policy = DIVERTING): Decision =>
  decide({ verb: 'transfer', outcome, call: {}, handOff: { attempt: 1, retries: 0 } }, policy);

/** The treatment and the reason that a document asks for. */
function diversionOf(decision: Decision): (string | undefined)[] {
  const [{ attributes } = { attributes: {} as Record<string, string> }] = parseXml(
    writeDocument(decision),
  ).children.filter(({ name }) => name === 'Transfer' || name === 'Refer');
  return [attributes.diversionTreatment, attributes.diversionReason];
}

describe('a diversion', () => {
  it.each<[RecoverableOutcome, string]>([
    ['busy', 'user-busy'],
    ['no-answer', 'no-answer'],
    ['unreachable', 'unavailable'],
    ['unavailable', 'unavailable'],
    ['declined', 'deflection'],
    ['cancelled', 'unknown'],
    ['not-accepted', 'unknown'],
    ['throttled', 'unknown'],
    ['failed', 'unknown'],
  ])('after %s has the reason %s', (outcome, reason) => {
    expect(diversionOf(decisionAfter(outcome))).toEqual(['stack', reason]);
  });

  it('of a first hand-off tells that nobody is there at this time, where a destination before is closed', () => {
    const hours = { office: { timeZone: 'UTC', weekly: { 'mon-sun': ['09:00-17:00'] } } };
    const policy = parsePolicy({
      hours,
      transfer: { diversion: true },
      routes: [{ name: 'desk', destinations: [{ to: '+15550001111', hours: 'office' }, '+15550002222'] }],
    });
    const at = (time: string) =>
      begin({ verb: 'transfer', call: {}, eventTime: `2026-04-30T${time}` }, policy);
    expect(diversionOf(at('20:00:00Z'))).toEqual(['stack', 'time-of-day']);
    expect(diversionOf(at('10:00:00Z'))).toEqual(['stack', 'unknown']);
  });

  it('is asked for by policy, route or destination, the nearest first, and by nobody else', () => {
    const withDestination = (diversion: boolean) =>
      policyWith(
        { diversion: !diversion },
        { destinations: ['+15550001111', { to: 'sip:b@x.example', diversion }] },
      );
    expect(diversionOf(decisionAfter('busy', policyWith({}, { transfer: { diversion: true } })))[0]).toBe(
      'stack',
    );
    expect(diversionOf(decisionAfter('busy', withDestination(true)))[0]).toBe('stack');
    for (const policy of [policyWith({}), policyWith({ diversion: false }), withDestination(false)])
      expect(diversionOf(decisionAfter('busy', policy))).toEqual([undefined, undefined]);
  });

  it('is none of a <Refer>, which knows none', () => {
    const policy = policyWith({ diversion: true }, { destinations: ['sip:a@x.example', 'sip:b@x.example'] });
    const decision = decide(
      { verb: 'refer', outcome: 'busy', call: {}, handOff: { attempt: 1, retries: 0 } },
      policy,
    );
    expect(decision.action).toMatchObject({ kind: 'hand-off', verb: 'refer' });
    expect(diversionOf(decision)).toEqual([undefined, undefined]);
  });

  it('is explained', () => {
    const told = (policy: typeof DIVERTING) =>
      explain(
        { body: JSON.stringify(documented('transfer-busy')), handOff: { destination: '+15550001111' } },
        policy,
      ).explanation;
    expect(told(DIVERTING)).toMatchObject({
      decision: 'next: <Transfer> to sip:b@x.example, attempt 2, diverted as user-busy',
    });
    expect(told(policyWith({}))).toMatchObject({
      decision: 'next: <Transfer> to sip:b@x.example, attempt 2',
    });
  });
});
