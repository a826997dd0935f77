import { expect, test } from 'vitest';
import { dynamoDbEnvironment } from '../../../bin/local/dynamodb-client.ts';

const HTTP = 'http://127.0.0.1:8000';

test('plain http gets a region and credentials where none are set', () => {
  expect(dynamoDbEnvironment(HTTP, {})).toEqual({
    AWS_ENDPOINT_URL_DYNAMODB: HTTP,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  });
});

test.each([{ AWS_ACCESS_KEY_ID: 'mine' }, { AWS_PROFILE: 'mine' }])('%j is not replaced', (variables) => {
  expect(dynamoDbEnvironment(HTTP, { ...variables, AWS_DEFAULT_REGION: 'eu-west-1' })).toEqual({
    AWS_ENDPOINT_URL_DYNAMODB: HTTP,
    AWS_REGION: 'eu-west-1',
  });
});

test('https is AWS: nothing is made up', () => {
  const endpoint = 'https://dynamodb.us-east-1.amazonaws.com';
  expect(dynamoDbEnvironment(endpoint, {})).toEqual({ AWS_ENDPOINT_URL_DYNAMODB: endpoint });
});
