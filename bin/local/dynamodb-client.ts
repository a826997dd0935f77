import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

type Variables = Readonly<Record<string, string | undefined>>;

const LOCAL_CREDENTIALS = { AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };

/**
 * The variables that point an AWS SDK at a DynamoDB. Plain http is no AWS: there,
 * what is missing is made up, since the SDK will not speak without it. To https
 * the SDK finds credentials and region by its own rules.
 */
export function dynamoDbEnvironment(
  endpoint: string,
  variables: Variables = process.env,
): Record<string, string> {
  const address = { AWS_ENDPOINT_URL_DYNAMODB: endpoint };
  if (endpoint.startsWith('https:')) return address;
  const region = variables.AWS_REGION || variables.AWS_DEFAULT_REGION || 'us-east-1';
  const known = variables.AWS_ACCESS_KEY_ID || variables.AWS_PROFILE;
  return { ...address, AWS_REGION: region, ...(known ? {} : LOCAL_CREDENTIALS) };
}

/** A client that reaches the same DynamoDB, as the same user, as functions with {@link dynamoDbEnvironment} do. */
export function dynamoDbClient(endpoint: string): DynamoDBClient {
  const {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  } = dynamoDbEnvironment(endpoint);
  return new DynamoDBClient({
    endpoint,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 5000, throwOnRequestTimeout: true },
    ...(region && { region }),
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
  });
}
