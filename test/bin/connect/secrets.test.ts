import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { FIELDS } from '../../../bin/connect/application.ts';
import { connectProgram } from '../../../bin/connect/command.ts';
import { CALLBACKS, urlOutput } from '../../../functions/callbacks.ts';
import { ACCOUNT, APPLICATION, startBandwidth, startCloudFormation } from './bandwidth-double.ts';

const folder = mkdtempSync(join(tmpdir(), 'connect-secrets-'));
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

let probed: Server;
let probeStatus = 204;
let stand: Awaited<ReturnType<typeof startCloudFormation>>;
let bandwidth: Awaited<ReturnType<typeof startBandwidth>>;

beforeAll(async () => {
  bandwidth = await startBandwidth({ id: '', secret: '' });
  probed = createServer(
    ({ url }, response) => void response.writeHead(probeStatus).end(probeStatus === 204 ? '' : url),
  );
  await new Promise<void>((listening) => probed.listen(0, '127.0.0.1', listening));
  const base = `http://127.0.0.1:${(probed.address() as AddressInfo).port}`;
  const outputs = CALLBACKS.map(({ name }) => [urlOutput(name), `${base}/{token}/${name}`]);
  stand = await startCloudFormation(() => Object.fromEntries(outputs));
});
afterAll(() => {
  for (const server of [probed, stand, bandwidth]) server.close();
  rmSync(folder, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
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

async function everythingTold(secrets: Secrets, options: readonly string[]): Promise<string> {
  const told: unknown[] = [];
  for (const name of ['log', 'error', 'warn', 'info'] as const)
    vi.spyOn(console, name).mockImplementation((...all: unknown[]) => void told.push(...all));
  const variables = {
    BW_API_URL: bandwidth.url,
    BW_CLIENT_ID: secrets.clientId,
    BW_CLIENT_SECRET: secrets.clientSecret,
    BW_ACCOUNT_ID: ACCOUNT,
    RECOVERY_FILE: file('recovery.json', '{"routes":[{"name":"a","destinations":["sip:a@pbx.acme.com"]}]}'),
    AWS_ENDPOINT_URL_CLOUDFORMATION: stand.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const ask = async (question: string) => {
    told.push(question);
    return 'y';
  };
  const given = ['--application', APPLICATION, '--token-file', file('token', secrets.token), ...options];
  await connectProgram(ask)
    .parseAsync(given, { from: 'user' })
    .catch((error: Error) => told.push(error.message, error.name === 'Failure' ? '' : error.stack));
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
        bandwidth.credentials = { id: secrets.clientId, secret: secrets.clientSecret.trim() };
        bandwidth.accessToken = () => secrets.accessToken;
        bandwidth.fields = Object.fromEntries(
          FIELDS.map((field, index) => {
            const [place, isOld] = places[index] ?? [0, true];
            return [field, PLACES[place]?.(isOld ? secrets.oldToken : secrets.password)];
          }),
        );
        bandwidth.fields.CallbackCreds = { UserId: secrets.clientId, Password: secrets.password };
        bandwidth.failures = failure ? { [failure.at]: [{ status: failure.status, body: leak }] } : {};
        bandwidth.requests.length = 0;
        const told = await everythingTold(secrets, options);
        changed += bandwidth.of('PATCH').length;
        expect(told).not.toBe('');
        for (const secret of Object.values(secrets))
          for (const written of [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')])
            expect(told).not.toContain(written);
        expect(told).not.toMatch(/\n {4}at /);
      },
    ),
    // Each step of shrinking runs the program again.
    { numRuns: 60, endOnFailure: true },
  );
  expect(changed).toBeGreaterThan(2);
});
