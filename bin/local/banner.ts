import { phoneNumber, refer, sipUri, transfer } from '../../functions/bxml/verbs.ts';
import { writeResponse } from '../../functions/bxml/writer.ts';
import type { CallbackName } from '../../functions/callbacks.ts';
import { canBeReferred } from '../../functions/recovery/destination.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { typed } from '../../lib/checkout.ts';
import { warningLines } from '../../lib/policy/warnings.ts';
import { fold } from '../print/fold.ts';
import { indentBxml } from '../print/indent-bxml.ts';
import { counted, cut, printable } from '../print/printable.ts';
import { shellWord } from '../print/shell.ts';
import { exampleCall } from '../words/example-call.ts';
import type { LocalServer } from './server.ts';
import type { ServerSettings } from './settings.ts';
import { hasStoreOnDisk, INSTALL_STORE } from './store-on-disk.ts';

const POLICY_COLUMNS = 68;

/** A server, and where the page is that shows its calls. */
type ServedPlaces = Omit<LocalServer, 'close' | 'usePolicy'> & { readonly consoleUrl: string };

const row = (label: string, text: string): string => `  ${label.padEnd(8)} ${text}`;

/** A document without its declaration: as it is pasted into the user's own BXML. */
const exampleBxml = (...verbs: Parameters<typeof writeResponse>[0]): string =>
  indentBxml(writeResponse(verbs))
    .replace(/^<\?xml.*\?>\s*/, '')
    .replace(/^/gm, '  ');

function policyText(file: string, { routes }: Policy): string {
  if (routes.length === 0) return `${file}, no routes: a failed call is retried, or hears goodbye`;
  return cut(
    `${file}, ${counted(routes.length, 'route')}: ${routes.map(({ name }) => name).join(', ')}`,
    POLICY_COLUMNS,
  );
}

/** Commands that a shell replaces by the time in seconds, and by an id that no other call has. Both work on Linux and macOS. */
const NOW = '$(date -u +%FT%TZ)';
const NEW_CALL_ID = '$(mktemp -u c-XXXXXXXX)';

/**
 * A command, on one line, that posts the end of a `<Refer>` whose target does not exist, for a call of the first
 * route. It is a new call of this moment each time that it is run.
 */
function firstCurl(url: string, { routes }: Policy): string {
  const event = {
    eventType: 'referComplete',
    eventTime: NOW,
    callId: NEW_CALL_ID,
    direction: 'inbound',
    ...exampleCall(routes[0]?.match ?? {}),
    referCallStatus: 'failure',
    referSipResponseCode: 202,
    notifySipResponseCode: 404,
  };
  const body = [NOW, NEW_CALL_ID].reduce(
    (text, command) => text.replace(command, () => `'${command}'`),
    shellWord(JSON.stringify(event)),
  );
  return `curl -i ${shellWord(url)} -d ${body}`;
}

/** A variable before a command for another terminal, where the command would not find this server without it. */
const variable = (name: string, value: string, isNeeded: boolean): string =>
  isNeeded ? `${name}=${shellWord(value)} ` : '';

/** Tells, once the server listens, which URLs to paste and where, and how to try them. The only output that shows the token. */
export function banner(server: ServedPlaces, settings: ServerSettings): string {
  const { policy, policyFile, dataDirectory, dynamoDbEndpoint, tokenSource, publicUrl } = settings;
  const { baseUrl, token } = server;
  const url = (name: CallbackName): string => `${publicUrl ?? baseUrl}/${token}/${name}`;
  const destinations = policy.routes.flatMap((route) => route.destinations);
  const sipTarget = destinations.find(canBeReferred)?.targets[0] ?? 'sip:alice@example.com';
  const target = destinations[0]?.targets[0] ?? '+15551234567';
  const to = target.startsWith('+') ? phoneNumber(target) : sipUri(target);
  const warnings = warningLines(policy).map((warning) => fold(row('warning', warning)));
  const { port } = new URL(baseUrl);
  const data = variable('DATA_DIR', dataDirectory, dataDirectory !== '.data');
  const found = [
    data,
    variable('PORT', port, port !== '3000'),
    variable('CALLBACK_TOKEN', token, tokenSource === 'CALLBACK_TOKEN'),
  ].join('');
  const tunnel = `Bandwidth reaches these through a tunnel: ${typed('start', '--public-url https://its.address')}\n\n`;
  const kept = hasStoreOnDisk() ? `kept in ${dataDirectory}` : `in memory; to keep it: ${INSTALL_STORE}`;
  const where = dynamoDbEndpoint === undefined ? `embedded, ${kept}` : 'yours';
  const text = `${server.consoleUrl}/ shows the calls, to this machine only.
Call recovery listens on ${baseUrl}

Paste into another terminal: a <Refer> that found nobody, a new call each time.

${firstCurl(url('refer-complete'), policy)}

  ${data}${typed('outcomes', 'list')}
  ${found}${typed('simulate', '--calls 100')}

Or in the BXML of an app of your own, as a first <Refer> or <Transfer>:

${exampleBxml(refer(sipUri(sipTarget), { referCompleteUrl: url('refer-complete') }))}
${exampleBxml(transfer([to], { transferCompleteUrl: url('transfer-complete') }))}

Or for whole calls, CallInitiatedCallbackUrl and CallStatusCallbackUrl of the application:

  ${url('initiate')}
  ${url('disconnect')}

${publicUrl === undefined ? tunnel : ''}${row('table', `${server.tableName} at ${server.endpoint} (${where})`)}
${[row('policy', policyText(policyFile, policy)), ...warnings].join('\n')}
${row('token', `from ${tokenSource}`)}

Ctrl-C ends it. Requests:`;
  return text.split('\n').map(printable).join('\n');
}
