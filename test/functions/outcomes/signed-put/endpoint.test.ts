import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { describe, expect, it } from 'vitest';
import { dynamoDbEndpoint } from '../../../../functions/outcomes/signed-put/endpoint.ts';

const { endpointProvider } = new DynamoDBClient({ region: 'us-east-1' }).config;
const REGIONS = RegionInfo.regions.map(({ name }) => name);

describe('the endpoint of DynamoDB', () => {
  it.each(REGIONS)('in %s is that of the client, or left to it', (region) => {
    const { url } = endpointProvider({ Region: region, UseFIPS: false, UseDualStack: false });
    const ours = dynamoDbEndpoint({ AWS_REGION: region });
    const isCommon = url.hostname.endsWith('.amazonaws.com');
    expect(ours?.href).toBe(isCommon ? url.href : undefined);
  });

  it.each([
    [
      'for DynamoDB',
      { AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1', AWS_ENDPOINT_URL: 'http://127.0.0.1:2' },
    ],
    ['for every service', { AWS_ENDPOINT_URL_DYNAMODB: '', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' }],
  ])('is the one that is set %s', (_what, variables) => {
    expect(dynamoDbEndpoint({ AWS_REGION: 'cn-north-1', ...variables })?.href).toBe('http://127.0.0.1:1/');
  });

  it.each([
    ['http://[::1]:8000', 'http://[::1]:8000/'],
    ['HTTPS://[::1]/', 'https://[::1]/'],
    ['http://LOCALHOST:8000/', 'http://localhost:8000/'],
    ['http://user:word@127.0.0.1:8000/?query#fragment', 'http://127.0.0.1:8000/'],
  ])('%s is read as %s', (given, read) => {
    expect(dynamoDbEndpoint({ AWS_ENDPOINT_URL_DYNAMODB: given })?.href).toBe(read);
  });

  it.each(['localhost:8000', '127.0.0.1:8000', 'ftp://127.0.0.1', 'http://127.0.0.1/path', 'no URL'])(
    'is left to the client where it is %s',
    (given) => {
      expect(dynamoDbEndpoint({ AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: given })).toBeUndefined();
    },
  );

  it('is not one that is to be ignored', () => {
    const variables = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
    expect(dynamoDbEndpoint({ AWS_REGION: 'eu-west-1', ...variables })?.hostname).toBe(
      'dynamodb.eu-west-1.amazonaws.com',
    );
  });

  it.each(['AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT'])(
    'is left to the client with %s',
    (name) => {
      expect(dynamoDbEndpoint({ AWS_REGION: 'us-east-1', [name]: 'true' })).toBeUndefined();
      expect(dynamoDbEndpoint({ AWS_REGION: 'us-east-1', [name]: 'false' })).toBeDefined();
    },
  );

  it('is left to the client without a region', () => {
    expect(dynamoDbEndpoint({})).toBeUndefined();
  });
});
