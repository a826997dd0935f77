import { PROBE_QUERY } from '../../functions/chain/answer-probe.ts';
import type { Finding } from './mistakes.ts';

const TIMEOUT_MILLISECONDS = 10_000;

/** Asks each URL, all at once, whether it is there and knows its token; what is not so is told by the URL's name. */
export async function probe(urls: Readonly<Record<string, string>>): Promise<Finding[]> {
  const asked = Object.entries(urls).map(async ([about, url]): Promise<Finding[]> => {
    const init = { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) } as const;
    const response = await fetch(`${url}?${PROBE_QUERY}`, init).catch(() => undefined);
    if (!response) return [{ about, mistake: 'no-answer' }];
    if (response.status === 204) return [];
    return [{ about, mistake: response.status === 404 ? 'unknown-token' : 'no-probe' }];
  });
  return (await Promise.all(asked)).flat();
}
