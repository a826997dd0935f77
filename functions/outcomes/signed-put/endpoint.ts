/** Environment variables, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Regions whose endpoints are named alike; those of other partitions are the client's to know. */
const COMMON_REGION = /^(?:af|ap|ca|eu|il|me|mx|sa|us)(?:-gov)?-[a-z]+-\d$/;

const isOn = (variable: string | undefined): boolean => variable?.toLowerCase() === 'true';

/** A configured endpoint as the client of AWS reads it: user, query and fragment are dropped. */
function configuredEndpoint(text: string): URL | undefined {
  const url = URL.parse(text);
  return url && /^https?:$/.test(url.protocol) && url.pathname === '/' ? new URL(url.origin) : undefined;
}

/**
 * Where DynamoDB answers, as the client of AWS would find it; `undefined` where that takes
 * more than a look at the environment: another partition, FIPS, dual-stack, no http(s) URL, a path
 * (https://docs.aws.amazon.com/general/latest/gr/ddb.html).
 */
export function dynamoDbEndpoint(variables: Variables): URL | undefined {
  const { AWS_REGION: region = '', AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL } = variables;
  if (isOn(variables.AWS_USE_FIPS_ENDPOINT) || isOn(variables.AWS_USE_DUALSTACK_ENDPOINT)) return undefined;
  const configured = AWS_ENDPOINT_URL_DYNAMODB || AWS_ENDPOINT_URL;
  if (configured && !isOn(variables.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS))
    return configuredEndpoint(configured);
  return COMMON_REGION.test(region) ? new URL(`https://dynamodb.${region}.amazonaws.com`) : undefined;
}
