import { describe, expect, it } from 'vitest';
import { DEATHS } from '../../bin/simulator/home-death.ts';
import type { Fetch } from '../../bin/simulator/live-call.ts';
import { runLoad } from '../../bin/simulator/load/run.ts';
import {
  COMPLETED_ONLY_IF_TAKEN,
  STORED_IN_BOTH,
  STORED_ONCE,
} from '../../bin/simulator/load/stored-once.ts';
import { loadText } from '../../bin/simulator/print/load-text.ts';
import { readBackFrom } from '../../bin/simulator/stored.ts';
import { startOwnServer } from '../support/own-server.ts';
import { startRegions } from '../support/regions.ts';

const CALLS = 1000;
const REGIONS = ['us-east-1', 'us-west-2'] as const;
/** Its callee is asked to take the call: a mailbox may answer. */
const MOBILE = { to: '+15550001111', confirm: true };
const POLICY = { routes: [{ name: 'desk', destinations: ['sip:desk-1@example.com', MOBILE] }] };

/** A connection for each request: on a machine that stalls, a kept one may be closed just when it is used again. */
const fetchAnew: Fetch = (url, init) =>
  fetch(url, { ...init, headers: { ...(init.headers as Record<string, string>), connection: 'close' } });

/** Calls against two servers with a table in two regions, of which the first server dies in each call. */
async function play(calls: number, leadsToSecond = true) {
  const started = new AsyncDisposableStack();
  try {
    const { endpoint, close } = await startRegions(REGIONS);
    started.defer(close);
    const environmentIn = (region: string) => ({
      AWS_REGION: region,
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      OUTCOMES_TABLE: 'outcomes',
    });
    const second = await startOwnServer(POLICY, { environment: environmentIn(REGIONS[1]) });
    started.defer(second.close);
    const lines: string[] = [];
    const home = await startOwnServer(POLICY, {
      environment: {
        ...environmentIn(REGIONS[0]),
        CALLBACK_TOKEN: second.token,
        ...(leadsToSecond && { FALLBACK_BASE_URL: second.baseUrl }),
      },
      onLine: (line) => lines.push(line),
    });
    started.defer(home.close);
    const tableIn = (region: string) => readBackFrom({ tableName: 'outcomes', endpoint, region });
    const options = {
      baseUrl: home.baseUrl,
      secondUrl: second.baseUrl,
      token: second.token,
      fetch: fetchAnew,
      seed: 5,
      calls,
      concurrency: 20,
      runName: `${Date.now()}`,
      startMillis: Date.now() - 7_200_000,
      promises: { attempts: 10, silentHangups: false },
      readStored: tableIn(REGIONS[0]),
      readSecond: tableIn(REGIONS[1]),
    };
    const began = performance.now();
    const result = await runLoad(options);
    return { result, lines, token: second.token, text: loadText(options, result, performance.now() - began) };
  } finally {
    await started.disposeAsync();
  }
}

describe('two regions, of which the first dies at a random moment of each call', () => {
  it(`0 of ${CALLS} callers in a <Transfer> are dropped, and every outcome is in both tables, once`, async () => {
    const { result, text, lines, token } = await play(CALLS);
    expect(result.violations.map(({ invariant, broken }) => `${invariant}: ${broken}`)).toEqual([]);
    expect(result.checked).toEqual(
      expect.arrayContaining([
        'nobody was dropped but in a <Refer>',
        STORED_ONCE,
        STORED_IN_BOTH,
        COMPLETED_ONLY_IF_TAKEN,
      ]),
    );
    // Every way to die was met, and calls went on.
    expect([...result.tally.deaths.keys()].toSorted()).toEqual([...DEATHS].toSorted());
    expect(result.tally.consequences.get('taken over')).toBeGreaterThan(CALLS / 10);
    expect(result.tally.consequences.get('dropped')).toBeUndefined();
    expect(text + lines.join('\n')).not.toContain(token);
  }, 600_000);

  it('is found out where the answers lead nowhere', async () => {
    const { result, text } = await play(60, false);
    expect(result.violations.map(({ invariant }) => invariant)).toEqual([
      'nobody was dropped but in a <Refer>',
    ]);
    expect(text).not.toContain('transferCompleteFallbackUrl="http://127.0.0.1');
  }, 120_000);
});
