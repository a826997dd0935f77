import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Keys, signer } from '../../../../functions/outcomes/signed-put/sign.ts';

/** What AWS's own signer makes of the same headers. */
async function signedByAws({ region, ...credentials }: Keys, headers: object, body: string, now: Date) {
  const { sessionToken, ...keys } = credentials;
  const theirs = new SignatureV4({
    service: 'dynamodb',
    region,
    credentials: { ...keys, ...(sessionToken && { sessionToken }) },
    sha256: Hash.bind(null, 'sha256'),
    applyChecksum: false,
  });
  const request = {
    method: 'POST',
    protocol: 'https:',
    hostname: 'unread',
    path: '/',
    query: {},
    headers: { ...headers },
    body,
  };
  return (await theirs.sign(request, { signingDate: now })).headers;
}

const key = fc.stringMatching(/^[\w/+=]{1,64}$/);
const allKeys = fc.record<Keys>({
  region: fc.stringMatching(/^[a-z]{2}(-gov)?-[a-z]{4,9}-\d$/),
  accessKeyId: key,
  secretAccessKey: key,
  sessionToken: fc.option(fc.stringMatching(/^[\w/+=]{1,900}$/), { nil: undefined }),
});
const headers = fc.record({
  host: fc.oneof(fc.domain(), fc.ipV4(), fc.constant('[::1]:8000')),
  'content-type': fc.constant('application/x-amz-json-1.0'),
  'content-length': fc.nat().map(String),
  'x-amz-target': fc.stringMatching(/^[\w.]{1,40}$/),
});
const times = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
});

/** The later requests are of the same day, of the days around it, and of any other: a key is good for one day. */
const moments = fc
  .tuple(times, fc.array(fc.integer({ min: -200_000_000, max: 200_000_000 }), { maxLength: 3 }))
  .map(([first, later]) => [first, ...later.map((milliseconds) => new Date(first.getTime() + milliseconds))])
  .filter((all) => all.every((time) => time.getUTCFullYear() >= 2000 && time.getUTCFullYear() <= 9999));

it('signs every request as AWS’s own signer does: another signature would cost each callback a second try', async () => {
  await fc.assert(
    fc.asyncProperty(
      allKeys,
      headers,
      fc.string({ unit: 'binary' }),
      moments,
      async (keys, given, body, all) => {
        const sign = signer(keys);
        for (const now of all)
          expect(sign(given, body, now)).toEqual(await signedByAws(keys, given, body, now));
      },
    ),
  );
});

it('signs with the time of the request: one that is minutes old is refused', () => {
  const sign = signer({ region: 'eu-west-1', accessKeyId: 'key', secretAccessKey: 'secret' });
  const before = Date.now();
  const time = sign({}, '')['x-amz-date'] ?? '';
  const signedAt = Date.parse(time.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'));
  expect(signedAt).toBeGreaterThan(before - 1000);
  expect(signedAt).toBeLessThanOrEqual(Date.now());
});
