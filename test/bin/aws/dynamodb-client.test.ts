import { expect, test } from 'vitest';
import { dynamoDbEnvironment } from '../../../bin/aws/dynamodb-client.ts';

const HTTP = 'http://127.0.0.1:8000';
const MADE_UP = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
const EUROPE = { AWS_DEFAULT_REGION: 'eu-west-1' };

test.each([
  [HTTP, {}, MADE_UP],
  [HTTP, { AWS_ACCESS_KEY_ID: 'mine', ...EUROPE }, { AWS_REGION: 'eu-west-1' }],
  [HTTP, { AWS_PROFILE: 'mine', ...EUROPE }, { AWS_REGION: 'eu-west-1' }],
  ['https://dynamodb.us-east-1.amazonaws.com', {}, {}],
])('for %s and %j, adds %j', (endpoint, variables, added) => {
  expect(dynamoDbEnvironment(endpoint, variables)).toEqual({ AWS_ENDPOINT_URL_DYNAMODB: endpoint, ...added });
});
