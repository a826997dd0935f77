import { Token } from 'aws-cdk-lib';
import * as v from 'valibot';
import { httpUrl } from '../policy/http-url.ts';
import { alsoOfDeployment } from './deploy-time.ts';
import { type ReadValue, textLike } from './read-value.ts';
import { wrong } from './wrong-value.ts';

/** Settings that put a deployment into one of two regions. */
export interface RegionSettings {
  /** Another region in which the table has a replica, such as us-west-2; in that of the first deployment. */
  readonly replicaRegion: string | undefined;
  /** The table of the first deployment, whose replica is used here; no table is made. */
  readonly replicaOf: string | undefined;
  /**
   * Base URL of the other deployment, without a slash at its end. Answers carry fallback URLs that lead there, with
   * the token of the request.
   */
  readonly fallbackBaseUrl: string | undefined;
  /** A domain of both deployments: DNS leads to the second while the first answers 5xx. */
  readonly domainName: string | undefined;
  /** The certificate of the domain, in the region of the deployment. */
  readonly certificateArn: string | undefined;
  /** The public zone of Route 53 that has the domain. */
  readonly hostedZoneId: string | undefined;
}

const BASE_URL =
  'an https URL without a query or braces, such as https://abc.execute-api.us-west-2.amazonaws.com';

/** Refuses braces, escaped or not, as outputs write `{token}` in the place of a token. */
const httpsUrl = textLike(/^https:\/\/(?:(?!%7[bd])[^\s?#@{}\\])+$/i, BASE_URL);

/** Longer ones would leave no room for the state of a call in a URL of Bandwidth's 2,048 characters. */
const MOST_URL_CHARACTERS = 200;

const baseUrl: ReadValue<string> = (name, found) => {
  const url = httpsUrl(name, found);
  if (url.length > MOST_URL_CHARACTERS)
    throw wrong(name, `an https URL of at most ${MOST_URL_CHARACTERS} characters`, found);
  const [issue] = v.safeParse(httpUrl, url, { abortPipeEarly: true }).issues ?? [];
  if (issue) throw wrong(name, `${BASE_URL}; expected ${issue.message}`, found);
  return url.replace(/\/+$/, '');
};

/** Blank takes back what the object of the stage says, which is shared by both deployments. */
const orNone =
  (read: ReadValue<string>): ReadValue<string | undefined> =>
  (name, found) =>
    found === '' ? undefined : read(name, found);

/** The reader of each of {@link RegionSettings}. */
export const REGION_READERS = {
  replicaRegion: orNone(textLike(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'a region of AWS such as us-west-2')),
  // DynamoDB's own rule (https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html).
  replicaOf: orNone(
    alsoOfDeployment(
      textLike(
        /^[\w.-]{3,255}$/,
        'the name of a table, the output OutcomesTableName of the first deployment',
      ),
    ),
  ),
  fallbackBaseUrl: orNone(alsoOfDeployment(baseUrl)),
  domainName: orNone(
    alsoOfDeployment(
      textLike(
        /^(?=.{1,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z]{2,63}$/,
        'a domain name in lower case, such as calls.example.com',
      ),
    ),
  ),
  certificateArn: orNone(
    alsoOfDeployment(
      textLike(
        /^arn:aws[\w-]*:acm:[a-z\d-]+:\d{12}:certificate\/[\w-]+$/,
        'the ARN of a certificate of ACM in the region of the stack',
      ),
    ),
  ),
  hostedZoneId: orNone(
    alsoOfDeployment(
      textLike(/^Z[A-Z\d]{1,31}$/, 'the id of a hosted zone of Route 53, such as Z0123456789ABCDEFGHIJ'),
    ),
  ),
} as const;

/** A fallback on the domain itself is no other deployment: whatever port, case or dot of the root it has. */
function isOwnDomain({ fallbackBaseUrl, domainName }: Partial<RegionSettings>): boolean {
  if (fallbackBaseUrl === undefined || domainName === undefined) return false;
  if (Token.isUnresolved(fallbackBaseUrl) || Token.isUnresolved(domainName))
    return fallbackBaseUrl === `https://${domainName}`;
  return new URL(fallbackBaseUrl).hostname.replace(/\.$/, '') === domainName;
}

const OF_A_DOMAIN = ['domainName', 'certificateArn', 'hostedZoneId'] as const;

/** Says which settings, each right, do not go together. */
export function apart(chosen: Partial<RegionSettings> & { readonly outcomeEvents?: boolean }): string[] {
  const { replicaOf, replicaRegion, outcomeEvents } = chosen;
  const missing = OF_A_DOMAIN.filter((name) => chosen[name] === undefined);
  return [
    ...(replicaOf !== undefined && replicaRegion !== undefined
      ? [
          'replicaOf and replicaRegion are of two deployments: the first makes the replica, the second uses it',
        ]
      : []),
    ...(replicaOf !== undefined && outcomeEvents
      ? ['outcomeEvents is for the first deployment: with replicaOf every outcome would be told twice']
      : []),
    ...(isOwnDomain(chosen)
      ? ['fallbackBaseUrl must lead to the other deployment, by its RegionalUrl, but is on domainName']
      : []),
    ...(missing.length > 0 && missing.length < OF_A_DOMAIN.length
      ? [`${OF_A_DOMAIN.join(', ')} go together, but not set: ${missing.join(', ')}`]
      : []),
  ];
}
