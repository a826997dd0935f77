import { createHmac, hash } from '../../crypto.ts';

/** Who signs, and for which region. */
export interface Keys {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Adds what AWS checks to headers, by names in lower case: time, session and signature. All of them are signed. */
type Sign = (headers: Readonly<Record<string, string>>, body: string, now?: Date) => Record<string, string>;

/**
 * Makes what signs POSTs to `/` of DynamoDB
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 */
export function signer({ region, accessKeyId, secretAccessKey, sessionToken }: Keys): Sign {
  // A key is good for a day.
  let keyDay: string | undefined;
  let key: string | Buffer = '';
  return (headers, body, now = new Date()) => {
    const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
    const day = time.slice(0, 8);
    if (day !== keyDay) {
      keyDay = day;
      key = [day, region, 'dynamodb', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
    }
    const all: Record<string, string> = {
      ...headers,
      'x-amz-date': time,
      ...(sessionToken && { 'x-amz-security-token': sessionToken }),
    };
    const names = Object.keys(all).toSorted();
    const signedNames = names.join(';');
    const lines = names.map((name) => `${name}:${all[name]}\n`).join('');
    const canonical = `POST\n/\n\n${lines}\n${signedNames}\n${hash('sha256', body)}`;
    const scope = `${day}/${region}/dynamodb/aws4_request`;
    const signature = hmac(key, `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonical)}`);
    const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signedNames}, Signature=${signature.toString('hex')}`;
    return { ...all, authorization };
  };
}
