import { Failure } from '../usage/usage-error.ts';
import { type Answer, isStatusEvent, type Moment } from './timeline.ts';

/** Where calls are played, and where the token was found. */
interface Place {
  readonly baseUrl: string;
  readonly tokenSource: string;
}

/** Why nothing will come of a run, by its first answer. */
function obstacle(
  { failure, status, contentType }: Answer,
  { baseUrl, tokenSource }: Place,
): string | undefined {
  if (failure) return `cannot reach ${baseUrl}: ${failure}`;
  if (status === 404) return `${baseUrl}: the server does not know this token (${tokenSource})`;
  if (status >= 200 && status < 300 && /xml/.test(contentType)) return undefined;
  return `${baseUrl} is not the server of the callbacks: it answers ${status} ${contentType}`.trim();
}

/**
 * An observer for a run that ends it at its first answer, where that comes from no server of ours: what follows
 * would be the same mistake a thousand times.
 * @throws {Failure} from the observer
 */
export function expectServer(place: Place): (moment: Moment) => void {
  let isKnown = false;
  return (moment) => {
    if (isKnown || moment.kind !== 'callback' || isStatusEvent(moment.eventType)) return;
    const told = obstacle(moment.answer, place);
    if (told) throw new Failure(told);
    isKnown = true;
  };
}
