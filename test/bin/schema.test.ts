import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PolicyError, parsePolicy } from '../../lib/policy/parse.ts';
import { policyFile } from '../functions/recovery/arbitraries.ts';
import { validate } from '../lib/policy/refused.ts';
import { PROJECT, runProgram } from './program.ts';

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');
const readJson = (path: string) => JSON.parse(read(path));
const schema = readJson('docs/recovery.schema.json');

/** What an editor shows: the place, what is wrong there, and the names that are allowed or too many. */
const errorsOf = (policy: unknown): string[] =>
  validate(policy)
    ? []
    : (validate.errors ?? [])
        .filter(({ keyword }) => keyword !== 'if')
        .map(({ instancePath, message, params: { allowedValues = [], additionalProperty = '' } }) =>
          `${instancePath} ${message} ${allowedValues}${additionalProperty}`.trim(),
        );

const isTaken = (policy: unknown): boolean => {
  try {
    parsePolicy(policy);
    return true;
  } catch (error) {
    if (error instanceof PolicyError) return false;
    throw error;
  }
};

describe('schema', () => {
  const FILES = ['docs/policy.md', 'docs/recovery.schema.json'];
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schema-'));
    mkdirSync(join(folder, 'docs'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (...options: string[]) => runProgram('schema.ts', {}, options, folder);

  it('writes what is checked in: neither file is stale', async () => {
    expect(await run()).toMatchObject({ code: 0, stderr: '' });
    for (const file of FILES) expect(readFileSync(join(folder, file), 'utf8')).toBe(read(file));
    expect(await run('--check')).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  it.each(FILES)('--check fails where %s differs or is missing, and writes nothing', async (file) => {
    const stale = { code: 1, stderr: `${file} is stale: npx bandwidth-call-recovery schema writes it.\n` };
    for (const each of FILES) if (each !== file) writeFileSync(join(folder, each), read(each));
    expect(await run('--check')).toMatchObject(stale);
    expect(readdirSync(join(folder, 'docs'))).toHaveLength(1);
    writeFileSync(join(folder, file), read(file).replace('50', '51'));
    expect(await run('--check')).toMatchObject(stale);
  });
});

type Schema = Record<string, never> & { readonly description?: string; readonly default?: unknown };

/** Every property of every object, by its name. */
function propertiesIn(node: unknown): [string, Schema][] {
  if (node === null || typeof node !== 'object') return [];
  const { type, properties } = node as { type?: string; properties?: Record<string, Schema> };
  const own = type === 'object' && properties ? Object.entries(properties) : [];
  return [...own, ...Object.values(node).flatMap(propertiesIn)];
}
const properties = propertiesIn(schema);

describe('the schema tells an editor', () => {
  it('what every property is, with its limits, in sentences that the reference has as well', () => {
    expect(properties.length).toBeGreaterThan(60);
    const page = read('docs/policy.md').replaceAll('`<', '<').replaceAll('>`', '>');
    for (const [name, { description, ...property }] of properties) {
      const {
        $ref = '',
        minimum,
        maximum,
      } = property as { $ref?: string; minimum?: number; maximum?: number };
      const words = description ?? schema.$defs[$ref.split('/').at(-1) as string]?.description;
      expect(words, name).toMatch(/^[A-Z].*[.]$/);
      if (maximum !== undefined) expect(words, name).toContain(`from ${minimum} to ${maximum}`);
      // Both stand in what is said of the key that holds them.
      if (!['step', 'not'].includes(name)) expect(page).toContain(`\`${name}\` | `);
      if (!['step', 'not'].includes(name)) expect(page).toContain(words);
    }
  });

  it('every default: a policy of them is the empty policy', () => {
    const defaultsOf = (entries: Record<string, Schema>) =>
      Object.fromEntries(
        Object.entries(entries).flatMap(([name, each]) => ('default' in each ? [[name, each.default]] : [])),
      );
    const { outcomes, limits, prompts, retry, voicemail, prompt, transfer } = schema.$defs;
    expect(defaultsOf(retry.properties)).toEqual({ times: 1 });
    expect(defaultsOf(voicemail.properties)).toEqual({
      maxSeconds: 60,
      silenceSeconds: 0,
      terminatingDigits: '#',
    });
    expect(defaultsOf(prompt.properties)).toEqual({ locale: 'en_US', gender: 'female' });
    expect(defaultsOf(transfer.properties)).toEqual({
      callTimeoutSeconds: 30,
      privacy: false,
      diversion: false,
    });
    const file = {
      ...defaultsOf(schema.properties),
      outcomes: defaultsOf(outcomes.properties),
      limits: defaultsOf(limits.properties),
      prompts: defaultsOf(prompts.properties),
    };
    expect(Object.keys(file.outcomes)).toHaveLength(16);
    const { outcomes: parsed, ...rest } = parsePolicy(file);
    const { outcomes: defaults, ...others } = parsePolicy({});
    expect(rest).toEqual(others);
    // Only our own defaults can say that a bridge needs a REFER that was not accepted.
    expect(parsed).toEqual(
      JSON.parse(JSON.stringify(defaults, (key, value) => (key === 'ifNotAccepted' ? undefined : value))),
    );
  });
});

describe('the schema takes', () => {
  const examples = [
    'recovery.json',
    ...readdirSync(join(PROJECT, 'docs/policies')).map((name) => `docs/policies/${name}`),
  ].map((path) => [path, readJson(path)]);
  const routes = ['+15551234567', 'SIP:support@b.example', 'anonymous', '+1555*', '*@b.example'].map(
    (to, index) => ({ name: `r${index}`, match: { to }, destinations: ['+15557654321'] }),
  );

  it.each([
    ...examples,
    ['an empty policy', {}],
    ['a URL in capitals', { prompts: { goodbye: { play: 'HTTPS://media.example.com/ä.wav' } } }],
    ['every kind of party', { routes }],
    ...['next', 'retry', 'bridge', 'voicemail', 'redirect', 'goodbye', 'hangup'].map((step) => [
      `the example of ${step}`,
      { outcomes: { busy: schema.$defs[step].examples } },
    ]),
  ])('%s', (_, policy) => {
    expect(errorsOf(policy)).toEqual([]);
    expect(isTaken(policy)).toBe(true);
  });

  it('every policy that synth takes: what it refuses, synth refuses as well', () => {
    const values = fc.constantFrom<unknown>(0, 0.5, -1, 1e9, '', 'next', '+1555', null, true, [], {}, [
      'a',
      'a',
    ]);
    fc.assert(
      fc.property(policyFile, fc.integer({ min: -1, max: 40 }), values, (policy, place, value) => {
        let count = 0;
        const spoilt = JSON.parse(JSON.stringify(policy), (_, old) => (count++ === place ? value : old));
        if (isTaken(spoilt)) expect(errorsOf(spoilt)).toEqual([]);
        else expect(place).not.toBe(-1);
      }),
      { numRuns: 400 },
    );
  });
});

const inRoute = (changes: object): object => ({
  routes: [{ name: 'a', destinations: ['sip:a@b.example'], ...changes }],
});
const inSteps = (...steps: unknown[]): object => ({ outcomes: { busy: steps } });
const inPrompt = (goodbye: object): object => ({ prompts: { goodbye } });

/** Mistakes beside those of test/lib/policy, whose `refusedByBoth` asks the schema too. */
const MISTAKES: Record<string, unknown> = {
  'a redirect to a path': inSteps({ step: 'redirect', url: '/voicemail' }),
  'half a retry': inSteps({ step: 'retry', times: 1.5 }),
  'a wait of no time': inSteps({ step: 'next', pauseSeconds: 0 }),
  'a prompt of both kinds': inPrompt({ say: 'Bye.', play: 'https://a.example/b.wav' }),
  'a prompt of no kind': inPrompt({ voice: 'julie' }),
  'a voice for a file': inPrompt({ play: 'https://a.example/b.wav', voice: 'julie' }),
  'a blank prompt': inPrompt({ say: ' \n' }),
  'a voice misspelt': inPrompt({ say: 'Bye.', voice: 'julia' }),
  'a locale in words': inPrompt({ say: 'Bye.', locale: 'English' }),
  'a number without its +': inRoute({ destinations: ['15551234567'] }),
  'a SIPS address': inRoute({ destinations: ['sips:a@b.example'] }),
  'a target twice at once': inRoute({ destinations: [['sip:a@b.example', 'sip:a@b.example']] }),
  'a SIP address with half an escape': inRoute({ destinations: ['sip:a%4@b.example'] }),
  'a match on a number without its +': inRoute({ match: { to: '15551234567' } }),
  'a match on a number in groups': inRoute({ match: { from: ['Anonymous', '+1 555 123 4567'] } }),
  'half an escape in a URL': inSteps({ step: 'redirect', url: 'https://a.example/%zz' }),
};

describe('the schema refuses, as synth does', () => {
  it.each(Object.entries(MISTAKES))('%s', (_, policy) => {
    expect(errorsOf(policy)).not.toEqual([]);
    expect(isTaken(policy)).toBe(false);
  });
});

describe('a wrong step is told by its place, with the names that are allowed', () => {
  const names = 'next,retry,bridge,voicemail,goodbye,hangup';
  it.each<[unknown, string[]]>([
    ['nxet', [` must be equal to one of the allowed values ${names}`]],
    ['redirect', [` must be equal to one of the allowed values ${names}`]],
    [
      { step: 'nxet' },
      [
        '/step must be equal to one of the allowed values next,retry,bridge,menu,voicemail,redirect,goodbye,hangup',
      ],
    ],
    [{}, [" must have required property 'step'"]],
    [{ step: 'next', times: 2 }, [' must NOT have additional properties times']],
    [{ step: 'redirect' }, [" must have required property 'url'"]],
    [{ step: 'retry', times: 21 }, ['/times must be <= 20']],
    [{ step: 'next', pauseSeconds: 1, ringSeconds: 1 }, ['/ringSeconds boolean schema is false']],
    [{ step: 'goodbye', prompt: {} }, ["/prompt must have required property 'say'"]],
    [
      { step: 'goodbye', prompt: { play: 'https://a.example/', voice: 'kate' } },
      ['/prompt/voice boolean schema is false'],
    ],
    [5, [' must be string', ` must be equal to one of the allowed values ${names}`]],
  ])('%j', (step, errors) => {
    expect(errorsOf({ outcomes: { busy: ['next', step] } })).toEqual(
      errors.map((error) => `/outcomes/busy/1${error}`),
    );
  });
});
