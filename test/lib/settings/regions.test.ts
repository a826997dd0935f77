import { Aws } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../lib/settings.ts';

const read = (given: object) => readSettings({ callbackTokenSha256: 'a'.repeat(64), ...given });
const ARN = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const DOMAIN = { domainName: 'calls.example.com', certificateArn: ARN, hostedZoneId: 'Z0123456789ABC' };

describe('settings of two regions', () => {
  it.each([
    { replicaRegion: 'us-west-2', outcomeEvents: true },
    { replicaRegion: 'us-gov-west-1' },
    { replicaOf: 'CallRecovery-prod-CallsOutcomes7E3AF99B-1ABC' },
    { fallbackBaseUrl: 'https://abc.execute-api.us-west-2.amazonaws.com' },
    { fallbackBaseUrl: 'https://calls.example.com:8443/base' },
    { ...DOMAIN, fallbackBaseUrl: 'https://abc.calls.example.com' },
    { ...DOMAIN, fallbackBaseUrl: Aws.STACK_NAME },
    { ...DOMAIN, replicaOf: 'outcomes' },
    // What CDK only knows at deployment.
    { ...DOMAIN, certificateArn: Aws.STACK_ID, hostedZoneId: Aws.NO_VALUE },
  ])('%j is taken as it is', (given) => {
    expect(read(given)).toMatchObject(given);
  });

  it('blank takes back what the stage says: the second deployment shares its object with the first', () => {
    const prod = {
      replicaRegion: 'us-west-2',
      outcomeEvents: true,
      fallbackBaseUrl: 'https://a.example.com',
    };
    const given = { prod, replicaRegion: '', outcomeEvents: 'false', replicaOf: 'outcomes' };
    expect(read(given)).toMatchObject({
      replicaRegion: undefined,
      replicaOf: 'outcomes',
      outcomeEvents: false,
      fallbackBaseUrl: prod.fallbackBaseUrl,
    });
  });

  it('a base URL loses its slash at the end', () => {
    expect(read({ fallbackBaseUrl: 'https://a.example.com//' }).fallbackBaseUrl).toBe(
      'https://a.example.com',
    );
  });

  it.each<[object, RegExp]>([
    [
      { replicaRegion: 'US West (Oregon)' },
      /^replicaRegion must be a region of AWS such as us-west-2, but found/,
    ],
    [{ replicaOf: 'a' }, /^replicaOf must be the name of a table, the output OutcomesTableName/],
    [{ fallbackBaseUrl: 'http://a.example.com' }, /^fallbackBaseUrl must be an https URL without a query/],
    [
      { fallbackBaseUrl: 'https://a.example.com/?x=1' },
      /^fallbackBaseUrl must be an https URL without a query/,
    ],
    [
      { fallbackBaseUrl: 'https://u:p@a.example.com' },
      /^fallbackBaseUrl must be an https URL without a query/,
    ],
    [{ fallbackBaseUrl: `https://a.example.com/${'x'.repeat(200)}` }, /https URL of at most 200 characters/],
    ...[
      'https://abc..example',
      'https://%zz',
      'https://a.example.com/%zz',
      'https://a.example.com:22',
      'https://-a.example.com',
      'https://1.2',
      'https://a.example.com:99999',
      'https://a.example.com/{token}/initiate',
      'https://a.example.com/%7Btoken%7D/initiate',
      'https://a.example.com/%7btoken',
      'https://a.example.com/#x',
      'https://a.example.com?',
      'https://a.example.com/a b',
      'https://a.example.com\\b',
      'https://a.example.com/\u200b',
      'https://',
      'https:///a',
    ].map((fallbackBaseUrl): [object, RegExp] => [
      { fallbackBaseUrl },
      /^fallbackBaseUrl must be an https URL without a query or braces/,
    ]),
    ...[
      'https://calls.example.com',
      'https://calls.example.com/',
      'https://CALLS.example.com',
      'HTTPS://calls.example.com',
      'https://calls.example.com.',
      'https://calls.example.com:443',
      'https://calls.example.com:8443/base',
      'https://%63alls.example.com/',
    ].map((fallbackBaseUrl): [object, RegExp] => [
      { ...DOMAIN, fallbackBaseUrl },
      /^fallbackBaseUrl must lead to the other deployment, by its RegionalUrl, but is on domainName$/,
    ]),
    [
      { ...DOMAIN, domainName: Aws.STACK_NAME, fallbackBaseUrl: `https://${Aws.STACK_NAME}` },
      /^fallbackBaseUrl must lead to the other deployment/,
    ],
    [{ ...DOMAIN, domainName: 'Calls.example.com' }, /^domainName must be a domain name in lower case/],
    [{ ...DOMAIN, certificateArn: 'arn' }, /^certificateArn must be the ARN of a certificate/],
    [{ ...DOMAIN, hostedZoneId: 'example.com' }, /^hostedZoneId must be the id of a hosted zone/],
    [{ ...DOMAIN, certificateArn: '' }, /go together, but not set: certificateArn$/],
    [{ domainName: DOMAIN.domainName }, /go together, but not set: certificateArn, hostedZoneId$/],
    [
      { replicaOf: 'outcomes', replicaRegion: 'us-west-2' },
      /^replicaOf and replicaRegion are of two deployments/,
    ],
    [{ replicaOf: 'outcomes', outcomeEvents: true }, /^outcomeEvents is for the first deployment/],
    [{ replicaOf: 'outcomes', prod: { outcomeEvents: true } }, /^outcomeEvents is for the first deployment/],
  ])('%j is refused', (given, message) => {
    expect(() => read(given)).toThrow(message);
  });
});
