import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { requestSigner } from '../../../functions/outcomes/aws-signature.ts';

class Sha256 {
  readonly #hash;
  constructor(key?: string | Uint8Array) {
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key as Buffer);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

const HOST = 'dynamodb.eu-west-1.amazonaws.com';

const HEADERS = {
  host: HOST,
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-target': 'DynamoDB_20120810.PutItem',
};

const KEYS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

async function officially(body: string, now: Date, sessionToken: string | undefined): Promise<unknown> {
  const signer = new SignatureV4({
    region: 'eu-west-1',
    service: 'dynamodb',
    credentials: { ...KEYS, ...(sessionToken && { sessionToken }) },
    sha256: Sha256 as never,
    applyChecksum: false,
  });
  const request = { method: 'POST', protocol: 'https:', hostname: HOST, path: '/', headers: HEADERS, body };
  const signed = (await signer.sign(request as never, { signingDate: now })) as unknown as {
    headers: unknown;
  };
  return signed.headers;
}

describe('the signature of a request', () => {
  it('is that of the official signer, whatever body, day and token', async () => {
    const days = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    const tokens = fc.option(fc.base64String({ minLength: 1 }), { nil: undefined });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), days, tokens, async (text, now, sessionToken) => {
        const body = JSON.stringify({ text: text.toWellFormed() });
        const sign = requestSigner({ region: 'eu-west-1', service: 'dynamodb', ...KEYS, sessionToken });
        // Twice: the key of a day is kept.
        sign(HEADERS, '{}', new Date('2026-11-21T00:00:00Z'));
        expect(sign(HEADERS, body, now)).toEqual(await officially(body, now, sessionToken));
      }),
    );
  });
});
