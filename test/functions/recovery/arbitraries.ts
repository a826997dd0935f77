import fc from 'fast-check';
import { OUTCOMES } from '../../../functions/recovery/outcome.ts';
import type { PolicyFile } from '../../../lib/policy/schema.ts';
import { RECOVERABLE_OUTCOMES } from '../../../lib/policy/steps.ts';

/** A target that policies take. */
export const target = fc.oneof(
  fc.stringMatching(/^\+[1-9]\d{6,13}$/),
  fc.stringMatching(/^sip:[a-z]{1,8}@[a-z]{1,8}\.example$/),
);

const isNumber = (text: string): boolean => text.startsWith('+');

const destination = fc.oneof(target, fc.uniqueArray(target, { minLength: 1, maxLength: 8 }));

/** The hours of every policy here. */
const HOURS = {
  office: {
    timeZone: 'America/New_York',
    weekly: { 'mon-fri': ['08:30-12:00', '13:00-17:30'], sat: '22:00-06:00' },
    dates: {
      '12-25': 'closed',
      '2026-11-01': '00:30-24:00',
      '1st sun nov': 'closed',
      'last sat oct': '12:00-24:00',
    },
  },
};

const hours = fc.constantFrom('always', 'office', { not: 'office' });

const withOptions = fc.record(
  { to: destination, hours, callTimeoutSeconds: fc.constantFrom(1, 40), callerId: target.filter(isNumber) },
  { requiredKeys: ['to'] },
);

/** The time of an event: around a change of the clock, any other, or none. */
export const eventTime = fc.option(
  fc.oneof(
    fc.date({ min: new Date('2026-10-30'), max: new Date('2026-11-03'), noInvalidDate: true }),
    fc.date({ min: new Date('0001-01-02'), max: new Date('9998-12-30'), noInvalidDate: true }),
  ),
  { nil: undefined },
);

/** Text of every kind that a policy may speak: not blank, no control characters. */
const say = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 40 })
  .map((text) => `${text.replaceAll(/[\p{Cc}\ufffe\uffff]/gu, '')}.`);

const prompt = fc.oneof(
  fc.record({ say }),
  fc.record({ say, voice: fc.constantFrom('julie', 'lupe'), gender: fc.constantFrom('female', 'male') }),
  fc.record({ play: fc.constant('https://media.example.com/a%20b.wav?x=1&y=<2>'.replaceAll(/[<>]/g, '')) }),
);

const wait = fc.oneof(
  fc.constant({}),
  fc.record({ pauseSeconds: fc.constantFrom(0.1, 3, 300) }),
  fc.record({ ringSeconds: fc.constantFrom(0.5, 10) }),
);

const withPrompt = fc.record({ prompt }, { requiredKeys: [] });

const passableStep = fc.oneof(
  fc.constantFrom('next' as const, 'retry' as const, 'bridge' as const),
  fc
    .tuple(fc.constantFrom('next' as const, 'bridge' as const), withPrompt, wait)
    .map(([step, options, waiting]) => ({ step, ...options, ...waiting })),
  fc
    .tuple(fc.integer({ min: 1, max: 20 }), withPrompt, wait)
    .map(([times, options, waiting]) => ({ step: 'retry' as const, times, ...options, ...waiting })),
);

const finalStep = fc.oneof(
  fc.constantFrom('voicemail' as const, 'goodbye' as const, 'hangup' as const),
  fc
    .tuple(fc.constantFrom({}, { maxSeconds: 120, silenceSeconds: 5, terminatingDigits: '' }), withPrompt)
    .map(([recording, options]) => ({ step: 'voicemail' as const, ...recording, ...options })),
  withPrompt.map((options) => ({ step: 'goodbye' as const, ...options })),
  withPrompt.map((options) => ({
    step: 'redirect' as const,
    url: 'https://app.example.com/?a=1&b=2',
    ...options,
  })),
);

const choice = fc.oneof(passableStep, finalStep);

const menuStep = fc.record(
  {
    step: fc.constant('menu' as const),
    prompt,
    keys: fc.dictionary(fc.constantFrom('1', '9', '0', '*', '#'), choice, { minKeys: 1 }),
    seconds: fc.integer({ min: 1, max: 30 }),
    otherwise: choice,
  },
  { requiredKeys: ['step', 'prompt', 'keys'] },
);

const steps = fc
  .tuple(
    fc.array(passableStep, { maxLength: 6 }),
    fc.option(fc.oneof(finalStep, menuStep), { nil: undefined }),
  )
  .map(([passable, last]) => (last ? [...passable, last] : passable))
  .filter((list) => list.length > 0);

const outcomes = fc
  .tuple(
    fc.dictionary(
      fc.constantFrom(...RECOVERABLE_OUTCOMES.filter((name) => name !== 'recorded'), 'otherwise' as const),
      steps,
    ),
    fc.option(fc.constantFrom('goodbye' as const, 'hangup' as const), { nil: undefined }),
  )
  .map(([others, recorded]) => ({ ...others, ...(recorded && { recorded: [recorded] }) }));

const route = fc.record(
  {
    name: fc.stringMatching(/^[\w-]{1,12}$/),
    match: fc.record(
      { to: fc.constantFrom('sip:*', 'sip:support@bw.example.com'), tag: fc.constant('*') },
      { requiredKeys: [] },
    ),
    hours,
    destinations: fc.uniqueArray(fc.oneof(destination, withOptions), {
      minLength: 1,
      maxLength: 5,
      selector: (each) => [typeof each === 'object' && 'to' in each ? each.to : each].flat().sort().join(),
    }),
    outcomes,
    transfer: fc.record(
      {
        callTimeoutSeconds: fc.constantFrom(1, 22.5, 300),
        diversion: fc.boolean(),
        callerId: fc.constant('+15551230000'),
        callerDisplayName: say,
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: ['name', 'destinations'] },
);

/** With privacy for all, a name that Bandwidth would refuse with it is none of a policy. */
const withAllowedNames = <
  File extends { transfer?: { privacy?: boolean }; routes?: { transfer?: object }[] },
>(
  file: File,
): File => {
  if (!file.transfer?.privacy || !file.routes) return file;
  const allowed = (transfer: object) =>
    'callerDisplayName' in transfer ? { ...transfer, callerDisplayName: 'Anonymous' } : transfer;
  const routes = file.routes.map((each) =>
    each.transfer ? { ...each, transfer: allowed(each.transfer) } : each,
  );
  return { ...file, routes };
};

/** Policies as people could write them, contradictory ones among them. */
export const policyFile = fc
  .record(
    {
      limits: fc.record(
        {
          attempts: fc.integer({ min: 1, max: 50 }),
          callSeconds: fc.constantFrom(1, 600, 86_400),
          waitSeconds: fc.constantFrom(1, 90, 86_400),
        },
        { requiredKeys: ['attempts', 'callSeconds'] },
      ),
      outcomes,
      prompts: fc.record(
        { begin: prompt, goodbye: prompt, next: prompt, retry: prompt, hangup: prompt, voicemail: prompt },
        { requiredKeys: [] },
      ),
      transfer: fc.record(
        { privacy: fc.boolean(), callTimeoutSeconds: fc.constantFrom(5, 60) },
        { requiredKeys: [] },
      ),
      routes: fc.uniqueArray(route, { maxLength: 3, selector: ({ name }) => name }),
    },
    { requiredKeys: [] },
  )
  .map((file) => ({ hours: HOURS, ...withAllowedNames(file) }) as unknown as PolicyFile);

/** Any outcome. */
export const outcome = fc.constantFrom(...OUTCOMES);

/** A query string as a stranger may send it: nonsense, hostile, repeated, or nearly right. */
export const hostileQuery = fc
  .array(
    fc.tuple(
      fc.constantFrom('route', 'destination', 'attempt', 'retries', 'context', 'since', 'menu', 'menus', 'x'),
      fc.oneof(
        fc.string({ unit: 'binary' }),
        target,
        fc.integer().map(String),
        fc.constantFrom(
          '',
          'NaN',
          '-1',
          '1e9',
          '0x10',
          '99999999999999999999999',
          '1,2',
          '<Hangup/>',
          'sip:a@b,+15550001111',
          'refer.busy',
          'transfer.closed.private.15550001111',
        ),
      ),
    ),
    { maxLength: 8 },
  )
  .map((pairs) => new URLSearchParams(pairs));
