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

/** The settings of a client that reaches an endpoint as functions with {@link dynamoDbEnvironment} do. */
export function clientSettings(endpoint: string, timeoutSeconds: number) {
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID: accessKeyId } = dynamoDbEnvironment(endpoint);
  return {
    endpoint,
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: timeoutSeconds * 1000,
      throwOnRequestTimeout: true,
    },
    ...(region && { region }),
    ...(accessKeyId && { credentials: { accessKeyId, secretAccessKey: accessKeyId } }),
  };
}

/** A client that reaches the same DynamoDB, as the same user, as the functions; in another region where one is given. */
export const dynamoDbClient = (endpoint: string, region?: string): DynamoDBClient =>
  new DynamoDBClient({ ...clientSettings(endpoint, 5), ...(region && { region }), maxAttempts: 2 });
