import { expect, it } from 'vitest';
import { CAUSES } from '../../../bin/words/codes.ts';
import { causeOutcome } from '../../../functions/recovery/cause.ts';
import { referOutcome } from '../../../functions/refer-complete/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { POSSIBLE_OUTCOMES, possibleOutcomes } from '../../../lib/policy/possible-outcomes.ts';
import { RECOVERABLE_OUTCOMES } from '../../../lib/policy/steps.ts';

it('knows the outcomes that docs/design.md gives each verb', () => {
  const both = 'busy declined failed no-answer';
  const refer = `${both} refused unavailable unconfirmed unreachable`.split(' ');
  const transfer = `${both} cancelled completed misconfigured throttled`.split(' ');
  expect(new Set(POSSIBLE_OUTCOMES.refer)).toEqual(new Set(refer));
  expect(new Set(POSSIBLE_OUTCOMES.transfer)).toEqual(new Set(transfer));
  expect(new Set(RECOVERABLE_OUTCOMES)).toEqual(
    new Set([...refer, ...transfer, 'unrouted', 'closed', 'recorded', 'not-accepted']),
  );
});

it('knows those of every code and cause', () => {
  const codes = Array.from({ length: 600 }, (_, index) => index + 100);
  const refer = codes.flatMap((code) =>
    [{ referSipResponseCode: code }, { referSipResponseCode: 202, notifySipResponseCode: code }].map((each) =>
      referOutcome({ referCallStatus: 'failure', ...each }),
    ),
  );
  expect(new Set(POSSIBLE_OUTCOMES.refer)).toEqual(new Set(refer));
  expect(new Set(POSSIBLE_OUTCOMES.transfer)).toEqual(new Set(Object.keys(CAUSES).map(causeOutcome)));
});

const REFER = 'unreachable';

it.each<[string, object, string[], string[]]>([
  ['a SIP URI', { destinations: ['sip:a@x'] }, [REFER], ['not-accepted', 'closed', 'recorded', 'unrouted']],
  ['a number', { destinations: ['+15551'] }, ['cancelled'], [REFER]],
  ['a number that calls to numbers reach', { match: { to: '+1*' }, destinations: ['sip:a@x'] }, [], [REFER]],
  ['a number before a SIP URI', { destinations: ['+15551', 'sip:a@x'] }, [], [REFER]],
  [
    'a number that closes before a SIP URI',
    { destinations: [{ to: '+15551', hours: 'office' }, 'sip:a@x'] },
    [REFER],
    ['closed'],
  ],
  ['a route that closes', { hours: 'office', destinations: ['+15551'] }, ['closed'], []],
  ['a callee who is asked', { confirm: true, destinations: ['sip:a@x'] }, ['not-accepted'], [REFER]],
  ['a mailbox', { destinations: ['+15551'], outcomes: { busy: ['voicemail'] } }, ['recorded'], []],
  [
    'a mailbox after what cannot be',
    { destinations: ['+15551'], outcomes: { refused: ['voicemail'] } },
    [],
    ['recorded'],
  ],
])('a route with %s', (_what, route, has, hasNot) => {
  const hours = { office: { timeZone: 'UTC', weekly: { mon: '09:00-17:00' } } };
  const policy = parsePolicy({ hours, routes: [{ name: 'r', ...route }] });
  const outcomes = possibleOutcomes(policy, policy.routes[0]);
  expect(outcomes).toEqual(expect.arrayContaining(has));
  expect(outcomes.filter((each) => hasNot.includes(each))).toEqual([]);
});
