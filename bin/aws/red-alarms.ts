import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { XMLParser } from 'fast-xml-parser';
import { resolvedAccess } from './access.ts';

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** SHA-256 as the signer asks for it; with a key, an HMAC. */
class Sha256 {
  readonly #hash;
  constructor(key?: Bytes) {
    this.#hash =
      key === undefined ? createHash('sha256') : createHmac('sha256', Buffer.from(key as Uint8Array));
  }
  update(data: Bytes): void {
    this.#hash.update(data as Uint8Array);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

const endpointOf = (region: string): string =>
  process.env.AWS_ENDPOINT_URL_CLOUDWATCH ||
  process.env.AWS_ENDPOINT_URL ||
  `https://monitoring.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'member' });

/**
 * The names of the alarms that are red, of those whose name begins so: at most 100
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html). Without a client of
 * CloudWatch, which one question does not need.
 * @throws {Error} named as AWS names it
 */
export async function redAlarms(prefix: string, region?: string): Promise<string[]> {
  const access = await resolvedAccess(region);
  const url = new URL(endpointOf(access.AWS_REGION));
  const body = new URLSearchParams({
    Action: 'DescribeAlarms',
    Version: '2010-08-01',
    AlarmNamePrefix: prefix,
    StateValue: 'ALARM',
  }).toString();
  const signer = new SignatureV4({
    service: 'monitoring',
    region: access.AWS_REGION,
    credentials: {
      accessKeyId: access.AWS_ACCESS_KEY_ID,
      secretAccessKey: access.AWS_SECRET_ACCESS_KEY,
      ...(access.AWS_SESSION_TOKEN !== undefined && { sessionToken: access.AWS_SESSION_TOKEN }),
    },
    sha256: Sha256,
  });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    path: '/',
    headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
  const { host: _, ...sent } = headers;
  const response = await fetch(url, {
    method: 'POST',
    headers: sent,
    body,
    signal: AbortSignal.timeout(10_000),
  });
  const xml = parser.parse(await response.text());
  const { Code = `Status${response.status}`, Message = '' } = xml.ErrorResponse?.Error ?? {};
  if (!response.ok) throw Object.assign(new Error(Message), { name: Code, $metadata: {} });
  const { MetricAlarms = '' } = xml.DescribeAlarmsResponse?.DescribeAlarmsResult ?? {};
  const members = (MetricAlarms.member ?? []) as { AlarmName?: string }[];
  return members.flatMap(({ AlarmName }) => AlarmName ?? []);
}
