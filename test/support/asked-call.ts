import type { CallbackName } from '../../functions/callbacks.ts';
import type { OutcomeStore } from '../../functions/outcomes/store.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { type ParsedElement, parseXml } from '../functions/bxml/xml.ts';
import { deploymentWith, send } from './requests.ts';

/** A destination that is asked to take the call. */
export const MOBILE = '+15556667777';
/** The destination after it. */
export const LAST = 'sip:last@desk.example.com';

/** A desk, then a mobile that is asked, then the last. */
export const policyOf = (options: object = { confirm: true }, route: object = {}) =>
  parsePolicy({
    routes: [
      {
        name: 'desk',
        destinations: ['sip:desk@office.example.com', { to: MOBILE, ...options }, LAST],
        ...route,
      },
    ],
  });

export interface AskedCall {
  readonly callId: string;
  readonly policy?: ReturnType<typeof policyOf>;
  readonly store: OutcomeStore;
  readonly fallbackBaseUrl?: string;
  readonly nowEpochMilliseconds?: () => number;
}

/** A call whose first desk was busy, and what is sent to the URLs that its answers bring. */
export function callOf({
  callId,
  policy = policyOf(),
  store,
  fallbackBaseUrl,
  nowEpochMilliseconds,
}: AskedCall) {
  const deployment = deploymentWith(store, {
    policy,
    fallbackBaseUrl,
    ...(nowEpochMilliseconds && { nowEpochMilliseconds }),
  });
  const times = { startTime: '2026-06-10T10:00:00.000Z', answerTime: '2026-06-10T10:00:01.000Z' };
  const shared = { ...times, from: 'sip:caller@example.com', to: '+15550009999', direction: 'inbound' };
  const post = async (url: string, body: object) => {
    const [name, query = ''] = url.split('?') as [CallbackName, string?];
    const { statusCode, body: document = '' } = await send(deployment, { name, query, body });
    if (statusCode !== 200) throw new Error(`${name} was answered ${statusCode}`);
    return document;
  };
  const leg = { ...shared, callId: 'c-leg', parentCallId: callId, transferTo: MOBILE, direction: 'outbound' };
  return {
    post,
    begin: () =>
      post('transfer-complete?route=desk&destination=sip%3Adesk%40office.example.com', {
        ...shared,
        eventType: 'transferComplete',
        eventTime: '2026-06-10T10:00:30.000Z',
        callId,
        cause: 'busy',
      }),
    answered: (url: string, changes: object = {}) =>
      post(url, { ...leg, eventType: 'transferAnswer', eventTime: '2026-06-10T10:00:40.000Z', ...changes }),
    pressed: (url: string, digits: unknown, changes: object = {}) =>
      post(url, { ...leg, eventType: 'gather', eventTime: '2026-06-10T10:00:45.000Z', digits, ...changes }),
    ended: (url: string, cause = 'hangup', changes: object = {}) =>
      post(url, {
        ...shared,
        eventType: 'transferComplete',
        eventTime: '2026-06-10T10:05:00.000Z',
        callId,
        transferTo: MOBILE,
        cause,
        ...changes,
      }),
    legEnded: (url: string, cause = 'hangup') =>
      post(url, { ...leg, eventType: 'transferDisconnect', eventTime: '2026-06-10T10:04:59.000Z', cause }),
  };
}

const every = (element: ParsedElement): ParsedElement[] => [element, ...element.children.flatMap(every)];

/** The first attribute of this name in a document. */
export const attributeOf = (document: string, name: string): string =>
  every(parseXml(document)).flatMap(({ attributes }) => attributes[name] ?? [])[0] ?? '';

/** The URLs of a `<Transfer>` whose callee is asked. */
export const urlsOf = (document: string) => ({
  answer: attributeOf(document, 'transferAnswerUrl'),
  complete: attributeOf(document, 'transferCompleteUrl'),
  disconnect: attributeOf(document, 'transferDisconnectUrl'),
});
