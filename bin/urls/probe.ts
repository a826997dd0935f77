import { PROBE_QUERY } from '../../functions/chain/answer-probe.ts';

const TIMEOUT_MILLISECONDS = 10_000;

/** Why a URL is not one that Bandwidth can call. */
interface Unanswered {
  readonly mistake: 'no-answer' | 'unknown-token' | 'no-probe';
  readonly about: string;
}

/** Asks each URL, all at once, whether it is there and knows its token; what is not so is told by the URL's name. */
export async function probe(urls: Readonly<Record<string, string>>): Promise<Unanswered[]> {
  const asked = Object.entries(urls).map(async ([about, url]): Promise<Unanswered[]> => {
    const init = { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) } as const;
    const response = await fetch(`${url}?${PROBE_QUERY}`, init).catch(() => undefined);
    // Left open, a body would hold the program.
    await response?.body?.cancel().catch(() => undefined);
    if (!response) return [{ about, mistake: 'no-answer' }];
    if (response.status === 204) return [];
    return [{ about, mistake: response.status === 404 ? 'unknown-token' : 'no-probe' }];
  });
  return (await Promise.all(asked)).flat();
}
