import { phoneNumber, refer, sipUri, transfer } from '../../functions/bxml/verbs.ts';
import { writeResponse } from '../../functions/bxml/writer.ts';
import type { CallbackName } from '../../functions/callbacks.ts';
import { canBeReferred } from '../../functions/recovery/destination.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { warningLines } from '../../lib/policy/warnings.ts';
import { fold } from '../print/fold.ts';
import { indentBxml } from '../print/indent-bxml.ts';
import { cut, printable } from '../print/printable.ts';
import { firstCurl, shellWord } from './first-curl.ts';
import type { LocalServer } from './server.ts';
import type { Settings } from './settings.ts';

const POLICY_COLUMNS = 68;

const row = (label: string, text: string): string => `  ${label.padEnd(8)} ${text}`;

/** A document without its declaration: as it is pasted into the user's own BXML. */
const exampleBxml = (...verbs: Parameters<typeof writeResponse>[0]): string =>
  indentBxml(writeResponse(verbs))
    .replace(/^<\?xml.*\?>\s*/, '')
    .replace(/^/gm, '  ');

function policyText(file: string, { routes }: Policy): string {
  if (routes.length === 0) return `${file}, no routes: a failed call is retried, or hears goodbye`;
  const count = routes.length === 1 ? '1 route' : `${routes.length} routes`;
  return cut(`${file}, ${count}: ${routes.map(({ name }) => name).join(', ')}`, POLICY_COLUMNS);
}

/** A command for another terminal, with the variables that have it find this server. */
function command(text: string, variables: Readonly<Record<string, string | undefined>>): string {
  const set = Object.entries(variables).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${shellWord(value)} `],
  );
  return `  ${set.join('')}npm run ${text}`;
}

/** A server, and where the page is that shows its calls. */
export type ServedPlaces = Omit<LocalServer, 'close' | 'usePolicy'> & { readonly consoleUrl: string };

/** What `npm start` prints once it listens: what to paste, where, and with what. The only output that shows the token. */
export function banner(server: ServedPlaces, settings: Settings): string {
  const { policy, policyFile, dataDirectory, dynamoDbEndpoint, tokenSource, publicUrl } = settings;
  const { baseUrl, token } = server;
  const url = (name: CallbackName): string => `${publicUrl ?? baseUrl}/${token}/${name}`;
  const destinations = policy.routes.flatMap((route) => route.destinations);
  const sipTarget = destinations.find(canBeReferred)?.[0] ?? 'sip:alice@example.com';
  const target = destinations[0]?.[0] ?? '+15551234567';
  const { port } = new URL(baseUrl);
  const data = { DATA_DIR: dataDirectory === '.data' ? undefined : dataDirectory };
  const found = {
    ...data,
    PORT: port === '3000' ? undefined : port,
    CALLBACK_TOKEN: tokenSource === 'CALLBACK_TOKEN' ? token : undefined,
  };
  const text = [
    `Call recovery listens on ${baseUrl}`,
    '',
    'Paste into another terminal: a <Refer> that found nobody, a new call each time.',
    '',
    firstCurl(url('refer-complete'), policy),
    '',
    command('outcomes -- list', data),
    command('simulate -- --calls 100', found),
    '',
    'Or in the BXML of an app of your own, as a first <Refer> or <Transfer>:',
    '',
    exampleBxml(refer(sipUri(sipTarget), { referCompleteUrl: url('refer-complete') })),
    exampleBxml(
      transfer([target.startsWith('+') ? phoneNumber(target) : sipUri(target)], {
        transferCompleteUrl: url('transfer-complete'),
      }),
    ),
    '',
    'Or for whole calls, CallInitiatedCallbackUrl and CallStatusCallbackUrl of the application:',
    '',
    `  ${url('initiate')}`,
    `  ${url('disconnect')}`,
    '',
    ...(publicUrl === undefined
      ? ['Bandwidth reaches these through a tunnel: npm start -- --public-url https://its.address', '']
      : []),
    row('console', `${server.consoleUrl}/ shows the calls, to this machine only`),
    row(
      'table',
      `${server.tableName} at ${server.endpoint} (${dynamoDbEndpoint === undefined ? `embedded, kept in ${dataDirectory}` : 'yours'})`,
    ),
    row('policy', policyText(policyFile, policy)),
    ...warningLines(policy).map((warning) => fold(row('warning', warning))),
    row('token', `from ${tokenSource}`),
    '',
    'Ctrl-C ends it. Requests:',
  ];
  return text.flatMap((part) => part.split('\n').map(printable)).join('\n');
}
