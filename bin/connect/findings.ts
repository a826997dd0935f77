import type { Policy } from '../../functions/recovery/policy.ts';
import type { DeployedUrls } from '../urls/urls-text.ts';
import { type Application, type Changes, FIELDS, type Field } from './application.ts';
import type { Finding, Mistake } from './mistakes.ts';
import { inPlaceOf, isOurs, urlMistakes } from './url-mistakes.ts';

/** The mistakes of a field, and what it should hold if that is ours to say. */
type Check = readonly [mistakes: readonly Mistake[], wanted?: string | undefined];

/** Less loses slow answers; Bandwidth's own default is 15. */
const LEAST_TIMEOUT_SECONDS = 5;

/** Whether a route can begin with nothing but `<Refer>`, which needs calls from SIP. */
export const needsSipCalls = ({ routes }: Policy): boolean =>
  routes.some(({ destinations }) =>
    destinations.flatMap(({ targets }) => targets).every((target) => /^sip:/i.test(target)),
  );

/** Names the fields of an application that are not as they should be after a change: lost, or not taken. */
export function notTaken(before: Application, changes: Changes, after: Application): string[] {
  const wanted = { ...before.fields, ...changes };
  return [
    ...FIELDS.filter((field) => wanted[field] !== '' && after.fields[field] !== wanted[field]),
    ...before.credentials.filter((name) => !after.credentials.includes(name)),
  ];
}

/**
 * Finds what is wrong with an application. Only fields with a mistake change, so a second run changes nothing.
 * @param wanted the URLs that should be ours; another one may be of the user's app
 */
export function compare({ fields, credentials }: Application, { initiate }: DeployedUrls, wanted: Changes) {
  const isForUs = (field: Field): boolean => wanted[field] !== undefined || isOurs(fields[field], initiate);
  const url = (field: Field, empty: Mistake, anyHost = false): Check => {
    const { [field]: right = isForUs(field) ? initiate : undefined } = wanted;
    const mistakes = urlMistakes(fields[field], right, anyHost && !wanted[field]);
    const { [field]: ours } = wanted;
    return [fields[field] === '' ? [empty] : mistakes, ours && inPlaceOf(fields[field], ours)];
  };
  const method = (field: Field, matters: boolean): Check =>
    matters && fields[field].toUpperCase() === 'GET' ? [['method-get'], 'POST'] : [[]];
  const isShort = fields.CallbackTimeout !== '' && !(Number(fields.CallbackTimeout) >= LEAST_TIMEOUT_SECONDS);
  const checks: Readonly<Record<Field, Check>> = {
    CallInitiatedCallbackUrl: url('CallInitiatedCallbackUrl', 'initiated-url-empty'),
    CallInitiatedMethod: method('CallInitiatedMethod', isForUs('CallInitiatedCallbackUrl')),
    CallInitiatedFallbackUrl: url('CallInitiatedFallbackUrl', 'fallback-missing', true),
    CallInitiatedFallbackMethod: method('CallInitiatedFallbackMethod', isForUs('CallInitiatedFallbackUrl')),
    CallStatusCallbackUrl: url('CallStatusCallbackUrl', 'status-url-empty'),
    CallStatusMethod: method('CallStatusMethod', true),
    CallbackTimeout: isShort ? [['callback-timeout'], '15'] : [[]],
  };
  const findings: Finding[] = [
    ...FIELDS.flatMap((about) => checks[about][0].map((mistake) => ({ mistake, about }))),
    ...credentials.map((about) => ({ mistake: 'callback-creds', about }) as const),
  ];
  const changing = FIELDS.filter((field) => checks[field][0].length > 0 && checks[field][1] !== undefined);
  const changes: Changes = Object.fromEntries(changing.map((field) => [field, checks[field][1]]));
  return { findings, changes };
}
