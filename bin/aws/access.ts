/** Region and keys, by the names that Lambda has for them. */
interface ResolvedAccess extends Readonly<Record<string, string | undefined>> {
  readonly AWS_REGION: string;
  readonly AWS_ACCESS_KEY_ID: string;
  readonly AWS_SECRET_ACCESS_KEY: string;
  readonly AWS_SESSION_TOKEN: string | undefined;
}

/**
 * Finds region and keys by the rules of AWS's client, for requests without one.
 * @throws whatever finding them ends in
 */
export async function resolvedAccess(region?: string): Promise<ResolvedAccess> {
  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormationClient(region === undefined ? {} : { region });
  try {
    const { accessKeyId, secretAccessKey, sessionToken } = await client.config.credentials();
    return {
      AWS_REGION: await client.config.region(),
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_SESSION_TOKEN: sessionToken,
    };
  } finally {
    client.destroy();
  }
}
