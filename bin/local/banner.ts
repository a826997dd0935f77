import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { phoneNumber, refer, sipUri, transfer } from '../../functions/bxml/verbs.ts';
import { writeResponse } from '../../functions/bxml/writer.ts';
import type { CallbackName } from '../../functions/callbacks.ts';
import { canBeReferred, formatDestination } from '../../functions/recovery/destination.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { warningLines } from '../../lib/policy/warnings.ts';
import { fold } from '../print/fold.ts';
import { indentBxml } from '../print/indent-bxml.ts';
import type { LocalServer } from './server.ts';
import type { Settings } from './settings.ts';

const EXAMPLE_EVENT = fileURLToPath(new URL('../../test/fixtures/refer-target-404.json', import.meta.url));
const MAX_ROUTES_SHOWN = 8;

const indent = (text: string): string => text.replace(/^/gm, '  ');

const row = (label: string, text: string): string => `  ${label.padEnd(8)} ${text}`;

/** A document without its declaration: as it is pasted into the user's own BXML. */
const exampleBxml = (...verbs: Parameters<typeof writeResponse>[0]): string =>
  indentBxml(writeResponse(verbs)).replace(/^<\?xml.*\?>\s*/, '');

function routeRows({ routes }: Policy): string[] {
  if (routes.length === 0) return [row('', 'no routes: a failed call is retried, or hears goodbye')];
  const shown = routes.slice(0, MAX_ROUTES_SHOWN).map(({ name, destinations }) => {
    const [first, ...others] = destinations.map(formatDestination);
    return row(
      '',
      `${name}: ${first ?? 'no destination'}${others.map((each) => `\n             then ${each}`).join('')}`,
    );
  });
  const left = routes.length - shown.length;
  return left > 0 ? [...shown, row('', `and ${left} more`)] : shown;
}

/** A server, and where the page is that shows its calls, if there is one. */
export interface ServedPlaces extends LocalServer {
  readonly consoleUrl?: string;
}

/** What `npm start` prints once it listens: where, with what, and what to paste. The only output that shows the token. */
export function banner(server: ServedPlaces, settings: Settings): string {
  const { policy, policyFile, dataDirectory, dynamoDbEndpoint, tokenSource } = settings;
  const url = (name: CallbackName): string => `${server.baseUrl}/${server.token}/${name}`;
  const destinations = policy.routes.flatMap((route) => route.destinations);
  const sipTarget = destinations.find(canBeReferred)?.[0] ?? 'sip:alice@example.com';
  const target = destinations[0]?.[0] ?? '+15551234567';
  const store = dynamoDbEndpoint === undefined ? `embedded, kept in ${dataDirectory}` : 'yours';
  return [
    `Call recovery listens on ${server.baseUrl}`,
    '',
    ...(server.consoleUrl
      ? [row('console', `${server.consoleUrl}/ shows the calls, to this machine only`)]
      : []),
    row('table', `${server.tableName} at ${server.endpoint} (${store})`),
    row('policy', policyFile),
    ...routeRows(policy),
    ...warningLines(policy).map((warning) => fold(row('warning', warning))),
    row('token', `from ${tokenSource}`),
    '',
    'For whole calls: CallInitiatedCallbackUrl and CallStatusCallbackUrl of the',
    'application.',
    '',
    `  ${url('initiate')}`,
    `  ${url('disconnect')}`,
    '',
    'Or a first <Refer>, in the BXML of an app of your own:',
    '',
    indent(exampleBxml(refer(sipUri(sipTarget), { referCompleteUrl: url('refer-complete') }))),
    '',
    'Or a first <Transfer>:',
    '',
    indent(
      exampleBxml(
        transfer([target.startsWith('+') ? phoneNumber(target) : sipUri(target)], {
          transferCompleteUrl: url('transfer-complete'),
        }),
      ),
    ),
    '',
    'Bandwidth cannot reach 127.0.0.1: put the host of a tunnel in its place.',
    '',
    'Play a documented event:',
    '',
    "  curl -i -H 'content-type: application/json' \\",
    `    --data @${relative(process.cwd(), EXAMPLE_EVENT)} \\`,
    `    ${url('refer-complete')}`,
    '',
    'Play 100 calls, in another terminal:',
    '',
    '  npm run simulate -- --calls 100',
    '',
    'Ctrl-C ends it. Requests:',
  ].join('\n');
}
