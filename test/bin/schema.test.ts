import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { policyFile } from '../functions/recovery/arbitraries.ts';
import { PROJECT } from './program.ts';

const FILE = 'docs/recovery.schema.json';
const text = readFileSync(join(PROJECT, FILE), 'utf8');
const schema = JSON.parse(text);

type Validate = (
  value: unknown,
  schema: object,
  options: object,
) => { readonly valid: boolean; readonly errors: readonly Error[] };

// The validator `jsonschema` comes with aws-cdk-lib, and knows nothing of valibot.
const fromCdk = createRequire(createRequire(import.meta.url).resolve('aws-cdk-lib/package.json'));
const { validate } = fromCdk('jsonschema') as { validate: Validate };
const errorsOf = (policy: unknown): string[] =>
  validate(policy, schema, { base: 'https://host/recovery.schema.json' }).errors.map(String);

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(PROJECT, path), 'utf8'));
const EXAMPLES = [
  'recovery.json',
  ...readdirSync(join(PROJECT, 'docs/policies')).map((name) => `docs/policies/${name}`),
];

describe('npm run schema', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'schema-'));
    mkdirSync(join(folder, 'docs'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (...options: string[]) =>
    spawnSync(process.execPath, [join(PROJECT, 'bin/schema.ts'), ...options], {
      cwd: folder,
      encoding: 'utf8',
    });

  it('writes what is checked in: the file is not stale', () => {
    expect(run()).toMatchObject({ status: 0, stderr: '' });
    expect(readFileSync(join(folder, FILE), 'utf8')).toBe(text);
    expect(run('--check')).toMatchObject({ status: 0, stdout: '', stderr: '' });
  });

  it.each([
    ['differs', text.replace('"maximum": 50', '"maximum": 51')],
    ['is missing', undefined],
  ])('--check fails where the file %s, and writes nothing', (_, found) => {
    if (found !== undefined) writeFileSync(join(folder, FILE), found);
    expect(run('--check')).toMatchObject({
      status: 1,
      stderr: `${FILE} is stale: npm run schema writes it.\n`,
    });
    expect(readdirSync(join(folder, 'docs'))).toEqual(found === undefined ? [] : ['recovery.schema.json']);
  });

  it('takes no other option', () => {
    expect(run('--chekc')).toMatchObject({ status: 2, stdout: '' });
    expect(run('--chekc').stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(readdirSync(join(folder, 'docs'))).toEqual([]);
  });
});

describe('the schema takes', () => {
  it.each(EXAMPLES)('%s', (path) => {
    expect(errorsOf(readJson(path))).toEqual([]);
    expect(() => parsePolicy(readJson(path))).not.toThrow();
  });

  it('an empty policy, and a URL in capitals', () => {
    expect(errorsOf({})).toEqual([]);
    expect(errorsOf({ prompts: { goodbye: { play: 'HTTPS://media.example.com/ä.wav' } } })).toEqual([]);
  });

  it('every kind of party', () => {
    for (const to of ['+15551234567', 'SIP:support@b.example', 'anonymous', '+1555*', '*@b.example']) {
      expect(errorsOf({ routes: [{ name: 'a', match: { to }, destinations: ['+15557654321'] }] })).toEqual(
        [],
      );
    }
  });

  it('every policy that synth takes', () => {
    fc.assert(
      fc.property(policyFile, (policy) => {
        const json = JSON.parse(JSON.stringify(policy));
        try {
          parsePolicy(json);
        } catch {
          return;
        }
        expect(errorsOf(json)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

const inRoute = (changes: object): object => ({
  routes: [{ name: 'a', destinations: ['sip:a@b.example'], ...changes }],
});
const inSteps = (...steps: unknown[]): object => ({ outcomes: { busy: steps } });
const inPrompt = (goodbye: object): object => ({ prompts: { goodbye } });

/** What people get wrong; synth refuses each as well. */
const MISTAKES: Record<string, unknown> = {
  'a list for the file': [],
  'an unknown key': { route: [] },
  'an outcome misspelt': { outcomes: { bussy: ['next'] } },
  'an outcome that has no steps': { outcomes: { connected: ['hangup'] } },
  'a step misspelt': inSteps('nxet'),
  'no steps': inSteps(),
  'a redirect without its URL': inSteps('redirect'),
  'a redirect to a path': inSteps({ step: 'redirect', url: '/voicemail' }),
  'an option of another step': inSteps({ step: 'next', times: 2 }),
  'too many retries': inSteps({ step: 'retry', times: 21 }),
  'half a retry': inSteps({ step: 'retry', times: 1.5 }),
  'a pause and a ring': inSteps({ step: 'next', pauseSeconds: 1, ringSeconds: 1 }),
  'a wait of no time': inSteps({ step: 'next', pauseSeconds: 0 }),
  'a prompt of both kinds': inPrompt({ say: 'Bye.', play: 'https://a.example/b.wav' }),
  'a prompt of no kind': inPrompt({ voice: 'julie' }),
  'a voice for a file': inPrompt({ play: 'https://a.example/b.wav', voice: 'julie' }),
  'a blank prompt': inPrompt({ say: ' \n' }),
  'a voice misspelt': inPrompt({ say: 'Bye.', voice: 'julia' }),
  'a locale in words': inPrompt({ say: 'Bye.', locale: 'English' }),
  'a number without its +': inRoute({ destinations: ['15551234567'] }),
  'a SIPS address': inRoute({ destinations: ['sips:a@b.example'] }),
  'a destination twice': inRoute({ destinations: ['sip:a@b.example', 'sip:a@b.example'] }),
  'nine targets at once': inRoute({ destinations: [Array.from({ length: 9 }, (_, n) => `+1555000000${n}`)] }),
  'a target twice at once': inRoute({ destinations: [['sip:a@b.example', 'sip:a@b.example']] }),
  'a SIP address with half an escape': inRoute({ destinations: ['sip:a%4@b.example'] }),
  'a match on a number without its +': inRoute({ match: { to: '15551234567' } }),
  'a match on a number in groups': inRoute({ match: { from: ['Anonymous', '+1 555 123 4567'] } }),
  'half an escape in a URL': inSteps({ step: 'redirect', url: 'https://a.example/%zz' }),
  'no destination': inRoute({ destinations: [] }),
  'a route without a name': { routes: [{ destinations: ['sip:a@b.example'] }] },
  'a name with a blank': inRoute({ name: 'my route' }),
  'two stars in a pattern': inRoute({ match: { to: '*555*' } }),
  'a match on another field': inRoute({ match: { caller: '*' } }),
  'no attempts': { limits: { attempts: 0 } },
  'a number as text': { limits: { attempts: '5' } },
  'a caller id without its +': { transfer: { callerId: '5551234567' } },
  'a name that privacy does not allow': { transfer: { privacy: true, callerDisplayName: 'Anna' } },
};

describe('the schema refuses, as synth does', () => {
  it.each(Object.entries(MISTAKES))('%s', (_, policy) => {
    expect(errorsOf(policy)).not.toEqual([]);
    expect(() => parsePolicy(policy)).toThrow();
  });
});

test('every pattern is one that a validator with Unicode patterns can compile', () => {
  const patterns = [...text.matchAll(/"pattern": (".*")/g)].map(
    ([, json]) => JSON.parse(json ?? '') as string,
  );
  expect(patterns.length).toBeGreaterThan(8);
  for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
});

test('every outcome that takes steps says in the editor what it is', () => {
  const { properties } = schema.$defs.outcomes;
  expect(Object.keys(properties)).toHaveLength(13);
  for (const outcome of Object.values(properties)) {
    expect(outcome).toEqual({ $ref: '#/$defs/steps', description: expect.stringMatching(/^When .+\.$/) });
  }
});
