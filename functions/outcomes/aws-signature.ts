import { createHash, createHmac } from 'node:crypto';

/** Whom a request comes from, and where it goes. */
export interface Signer {
  readonly region: string;
  readonly service: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Four hashes that the requests of a day share. */
const signingKey = ({ region, service, secretAccessKey }: Signer, day: string): Buffer =>
  hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), region), service), 'aws4_request');

/**
 * Makes a function that signs `POST /` requests with Signature Version 4: it takes
 * their headers, in lower case, and gives them back with those that prove who sent them
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 */
export function requestSigner(signer: Signer) {
  const { region, service, accessKeyId, sessionToken } = signer;
  let key: { readonly day: string; readonly bytes: Buffer } = { day: '', bytes: Buffer.alloc(0) };

  return (headers: Readonly<Record<string, string>>, body: string, now: Date): Record<string, string> => {
    const time = now.toISOString().replace(/[:-]|\.\d{3}/g, '');
    const day = time.slice(0, 8);
    if (key.day !== day) key = { day, bytes: signingKey(signer, day) };
    const signed: Record<string, string> = {
      ...headers,
      'x-amz-date': time,
      ...(sessionToken && { 'x-amz-security-token': sessionToken }),
    };
    const names = Object.keys(signed).sort();
    const canonicalHeaders = names.map((name) => `${name}:${signed[name]}\n`).join('');
    const canonicalRequest = `POST\n/\n\n${canonicalHeaders}\n${names.join(';')}\n${sha256(body)}`;
    const scope = `${day}/${region}/${service}/aws4_request`;
    const signature = hmac(key.bytes, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${sha256(canonicalRequest)}`);
    signed.authorization =
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, ` +
      `SignedHeaders=${names.join(';')}, Signature=${signature.toString('hex')}`;
    return signed;
  };
}
