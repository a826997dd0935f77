import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_STEPS } from '../../../lib/policy/default-steps.ts';
import { PolicyError, parsePolicy } from '../../../lib/policy/parse.ts';
import { policyFile } from '../../functions/recovery/arbitraries.ts';
import { refusedByBoth } from './refused.ts';

const destinations = ['sip:a@x.example'];

describe('parsePolicy completes', () => {
  it('{}: the default steps, limits and goodbye', () => {
    expect(parsePolicy({})).toEqual({
      limits: { attempts: 10, callSeconds: 3600 },
      outcomes: DEFAULT_STEPS,
      prompts: {
        goodbye: { say: expect.stringContaining('Goodbye') },
        voicemail: { say: expect.stringContaining('leave a message') },
        recorded: { say: expect.stringContaining('Thank you') },
        closed: { say: expect.stringContaining('closed') },
      },
      transfer: {},
      hours: {},
      timeZones: {},
      routes: [],
    });
  });

  it('a list of steps that does not end: goodbye is added', () => {
    const { outcomes } = parsePolicy({
      outcomes: {
        busy: [
          'retry',
          { step: 'retry' },
          { step: 'retry', times: 3, pauseSeconds: 1.5 },
          { step: 'next', ringSeconds: 2 },
          { step: 'bridge' },
        ],
        failed: ['retry', 'hangup'],
      },
    });
    expect(outcomes.failed).toEqual([{ step: 'retry', times: 1 }, { step: 'hangup' }]);
    expect(outcomes.busy).toEqual([
      { step: 'retry', times: 1 },
      { step: 'retry', times: 1 },
      { step: 'retry', times: 3, wait: { pauseSeconds: 1.5 } },
      { step: 'next', wait: { ringSeconds: 2 } },
      { step: 'bridge' },
      { step: 'goodbye' },
    ]);
    expect(outcomes.declined).toEqual(DEFAULT_STEPS.declined);
  });

  it('a route: one text as a list, lower case, single targets as destinations, the scheme as documented', () => {
    const match = { to: 'SIP:*@X.example', tag: ['A', 'b'] };
    const { routes } = parsePolicy({
      routes: [
        { name: 'r', match, destinations: ['+15550001111', destinations, ['SIP:ben@Desk.example', '+1555']] },
      ],
    });
    expect(routes[0]).toMatchObject({
      match: { to: ['sip:*@x.example'], tag: ['a', 'b'] },
      destinations: [
        { targets: ['+15550001111'] },
        { targets: ['sip:a@x.example'] },
        { targets: ['sip:ben@Desk.example', '+1555'] },
      ],
    });
  });

  it('any policy, so that every list of steps ends in a final step and nowhere before', () => {
    fc.assert(
      fc.property(policyFile, (file) => {
        const policy = parsePolicy(file);
        for (const steps of [policy, ...policy.routes].flatMap(({ outcomes }) => Object.values(outcomes))) {
          const final = steps.map(({ step }) =>
            ['menu', 'voicemail', 'redirect', 'goodbye', 'hangup'].includes(step),
          );
          expect(final.indexOf(true)).toBe(steps.length - 1);
        }
      }),
    );
  });

  it('a policy that is JSON again, as the bundle carries it', () => {
    fc.assert(
      fc.property(policyFile, (file) => {
        const policy = parsePolicy(file);
        expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
      }),
    );
  });
});

describe('parsePolicy reports', () => {
  it.each<[string, unknown, string]>([
    ['a route', { routes: ['a'] }, '{ "name": "support", "destinations": ["sip:alice@desk.example.com"] }'],
    ['a match', { routes: [{ name: 'a', match: '+1*', destinations }] }, '{ "to": "+15551234567" }'],
    ['prompts', { prompts: 'Bye.' }, '{ "goodbye": { "say": "Goodbye." } }'],
    ['a transfer', { transfer: 30 }, '{ "callTimeoutSeconds": 30 }'],
    ['outcomes', { outcomes: ['next'] }, '{ "busy": ["next", "goodbye"] }'],
    ['limits', { limits: 10 }, '{ "attempts": 10 }'],
  ])('an object where something else stands for %s: an example', (_what, input, example) => {
    expect(refusedByBoth(input).message).toContain(`expected an object such as ${example}`);
  });

  it.each<[string, unknown, string]>([
    ['a text', 'x', '  the file: found "x", expected an object'],
    ['null', null, '  the file: found null, expected an object'],
    ['a list', [], '  the file: found "a list", expected an object'],
    ['a list for an object', { limits: [] }, '  limits: found "a list", expected an object'],
    [
      'a list for the object of a match',
      { routes: [{ name: 'a', match: [], destinations }] },
      '  routes[0].match: found "a list", expected an object',
    ],
    [
      'an unknown key',
      { limts: {} },
      '  limts: found an unknown key, expected one of "$schema", "limits", "outcomes", "prompts", "transfer", "hours", "routes", "voice", …; did you mean "limits"?',
    ],
    [
      'no attempt',
      { limits: { attempts: 0 } },
      '  limits.attempts: found 0, expected a whole number from 1 to 50',
    ],
    ['half an attempt', { limits: { attempts: 1.5 } }, 'found 1.5, expected a whole number from 1 to 50'],
    [
      'a time limit as text',
      { limits: { callSeconds: '60' } },
      '  limits.callSeconds: found "60", expected a whole number from 1 to 86400',
    ],
    ['a schema that is no URL', { $schema: 5 }, '  $schema: found 5, expected the URL of a JSON Schema'],
  ])('%s', (_mistake, input, expected) => {
    expect(refusedByBoth(input).message).toContain(expected);
  });

  it('every mistake at once, each unknown key with its nearest word', () => {
    const steps = [{ step: 'retry', tims: 2, promt: {} }];
    const file = { limts: {}, rotues: [], limits: { attempts: 0 }, routes: {}, outcomes: { busy: steps } };
    expect(
      refusedByBoth(file).mistakes.map(({ path, expected }) => [path, /mean "(.*)"/.exec(expected)?.[1]]),
    ).toEqual([
      ['limits.attempts', undefined],
      ['outcomes.busy[0].tims', 'times'],
      ['outcomes.busy[0].promt', 'prompt'],
      ['routes', undefined],
      ['limts', 'limits'],
      ['rotues', 'routes'],
    ]);
  });

  it('mistakes of any JSON value, in words of ours, and never another error', () => {
    const check = (value: unknown) => {
      try {
        parsePolicy(value);
      } catch (error) {
        expect(error).toBeInstanceOf(PolicyError);
        const { mistakes } = error as PolicyError;
        expect(mistakes).not.toEqual([]);
        for (const { expected } of mistakes) expect(expected).not.toMatch(/^Invalid|^an object$/);
      }
    };
    fc.assert(fc.property(fc.jsonValue(), check));
    const spoilt = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>('', 'x', 0.5, null, [], {}, [[]], [{}]));
    fc.assert(
      fc.property(policyFile, fc.nat(40), spoilt, (policy, place, value) => {
        let count = 0;
        check(JSON.parse(JSON.stringify(policy), (_, old) => (count++ === place ? value : old)));
      }),
      { numRuns: 400 },
    );
  });
});
