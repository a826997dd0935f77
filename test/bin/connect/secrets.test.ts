import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { FIELDS } from '../../../bin/connect/application.ts';
import { connectStage } from './stage.ts';

let probeStatus = 204;
const stage = connectStage(async () => {
  const probed = createServer(
    ({ url }, response) => void response.writeHead(probeStatus).end(probeStatus === 204 ? '' : url),
  );
  await new Promise<void>((listening) => probed.listen(0, '127.0.0.1', listening));
  const baseUrl = `http://127.0.0.1:${(probed.address() as AddressInfo).port}`;
  return { baseUrl, token: '', close: () => void probed.close() };
});

/** Long enough that no word of the program has it in it. */
const text = (characters: string, minLength = 32) =>
  fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength: 60 });
const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const anyToken = text(`${LETTERS}-_`);
const anyPassword = text(`${LETTERS}<>&"'%{}/?#@:;\\ äß`, 12).map((password) => `x${password}x`);

const anySecrets = fc.record({
  token: anyToken,
  oldToken: anyToken,
  clientId: text(LETTERS),
  clientSecret: anyPassword,
  accessToken: text(`${LETTERS}-._~+/=`),
  password: anyPassword,
});
type Secrets = typeof anySecrets extends fc.Arbitrary<infer Value> ? Value : never;

/** Where a secret can stand in a field: in each part of a URL but its host, or alone. */
const PLACES: readonly ((secret: string) => string)[] = [
  (secret) => `https://abc.execute-api.us-east-1.amazonaws.com/${secret}/disconnect`,
  (secret) => `https://app.example.com/hooks/${encodeURIComponent(secret)}`,
  (secret) => `http://app.example.com/{token}/${encodeURIComponent(secret)}/initiate/`,
  (secret) => `https://user:${encodeURIComponent(secret)}@app.example.com/`,
  (secret) => `https://app.example.com/?key=${encodeURIComponent(secret)}#${encodeURIComponent(secret)}`,
  (secret) => secret,
  () => '',
];
const anyPlaces = fc.tuple(...FIELDS.map(() => fc.tuple(fc.nat(PLACES.length - 1), fc.boolean())));

/** What goes wrong: at which request, and with which status. Each failure repeats all secrets to the program. */
const anyFailure = fc.option(
  fc.record({
    at: fc.constantFrom('POST /api', 'GET /api', 'GET /v2', 'PATCH /api'),
    status: fc.constantFrom(200, 301, 400, 401, 403, 404, 415, 500),
  }),
);

/** Runs that each send a change: one that succeeds, and one that is refused and repeats all secrets. */
const SECRETS: Secrets = {
  token: 't'.repeat(43),
  oldToken: 'o'.repeat(43),
  clientId: 'i'.repeat(32),
  clientSecret: 's'.repeat(32),
  accessToken: 'a'.repeat(32),
  password: 'xp"<&>äx'.repeat(4),
};
const ALL_OLD = FIELDS.map((): [number, boolean] => [0, true]);
type Places = typeof anyPlaces extends fc.Arbitrary<infer Value> ? Value : never;
type Run = [Secrets, Places, { at: string; status: number } | null, string[], number];
const CHANGES: Run[] = [null, { at: 'PATCH /api', status: 403 }].map((failure) => [
  SECRETS,
  ALL_OLD as Places,
  failure,
  ['--yes'],
  204,
]);

async function everythingTold(secrets: Secrets, options: readonly string[]): Promise<string> {
  const told: unknown[] = [];
  for (const name of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, name).mockImplementation((...all: unknown[]) => void told.push(...all));
  Object.assign(stage.variables, { BW_CLIENT_ID: secrets.clientId, BW_CLIENT_SECRET: secrets.clientSecret });
  const tokenFile = ['--token-file', stage.file('secret', secrets.token)];
  const { error } = await stage.connect([...tokenFile, ...options], async (question) => {
    told.push(question);
    return 'y';
  });
  if (error) told.push(error.message, error.name === 'Failure' ? '' : error.stack);
  return told.join('\n');
}

it('no secret is printed, whatever the application holds and whatever fails', async () => {
  const anyOptions = fc.subarray(['--check', '--yes', '--front-door']);
  const anyStatus = fc.constantFrom(204, 204, 200, 404, 500);
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(
      anySecrets,
      anyPlaces,
      anyFailure,
      anyOptions,
      anyStatus,
      async (secrets, places, failure, options, status) => {
        probeStatus = status;
        const leak = JSON.stringify(secrets);
        stage.bandwidth.credentials = { id: secrets.clientId, secret: secrets.clientSecret.trim() };
        stage.bandwidth.accessToken = () => secrets.accessToken;
        stage.bandwidth.fields = Object.fromEntries(
          FIELDS.map((field, index) => {
            const [place, isOld] = places[index] ?? [0, true];
            return [field, PLACES[place]?.(isOld ? secrets.oldToken : secrets.password)];
          }),
        );
        stage.bandwidth.fields.CallbackCreds = { UserId: secrets.clientId, Password: secrets.password };
        stage.bandwidth.failures = failure ? { [failure.at]: [{ status: failure.status, body: leak }] } : {};
        stage.bandwidth.requests.length = 0;
        const told = await everythingTold(secrets, options);
        changed += stage.bandwidth.of('PATCH').length;
        expect(told).not.toBe('');
        for (const secret of Object.values(secrets))
          for (const written of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
            expect(told).not.toContain(written);
        expect(told).not.toMatch(/\n {4}at /);
      },
    ),
    // Each step of shrinking runs the program again.
    { numRuns: 60, endOnFailure: true, examples: CHANGES },
  );
  expect(changed).toBeGreaterThanOrEqual(CHANGES.length);
});
