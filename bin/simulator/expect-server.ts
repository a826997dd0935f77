import { Failure } from '../usage/usage-error.ts';
import type { ServerSettings } from './settings.ts';
import { isStatusEvent, type Moment } from './timeline.ts';

/** How a server of this machine is started. */
const cure = (baseUrl: string): string =>
  baseUrl.startsWith('http://127.0.0.1:') ? '; start it: npx bandwidth-call-recovery start' : '';

/**
 * An observer for a run that ends it at its first answer, where that comes from no server of ours: what follows
 * would be the same mistake a thousand times.
 * @throws {Failure} from the observer
 */
export function expectServer({ baseUrl, tokenSource }: Pick<ServerSettings, 'baseUrl' | 'tokenSource'>) {
  let isKnown = false;
  return (moment: Moment): void => {
    if (isKnown || moment.kind !== 'callback' || isStatusEvent(moment.eventType)) return;
    if (moment.answer.died !== undefined) return;
    const { failure, status, contentType } = moment.answer;
    if (failure) throw new Failure(`cannot reach ${baseUrl}: ${failure}${cure(baseUrl)}`);
    if (status === 404) throw new Failure(`${baseUrl}: the server does not know this token (${tokenSource})`);
    isKnown = status >= 200 && status < 300 && /xml/.test(contentType);
    const answers = `it answers ${status} ${contentType}`.trim();
    if (!isKnown) throw new Failure(`${baseUrl} is not the server of the callbacks: ${answers}`);
  };
}
