import { Figures } from '../../../../bin/report/figures.ts';
import type { Report } from '../../../../bin/report/report.ts';
import type { ReportedCall } from '../../../../bin/report/reported-call.ts';
import { seeded } from '../../../../bin/simulator/random.ts';
import { CALL_RESULTS, type CallResult } from '../../../../bin/story/call-result.ts';

const START = Date.parse('2026-11-30T00:00:00.000Z');
const DAY = 86_400_000;

/** What a hostile caller may write wherever they can. */
export const HOSTILE = '<script>document.title="owned"</script><img src=x onerror=alert(1)>';

const DESTINATIONS = ['sip:anna@office.example.com', '+15556667777,+15556667778', '+15550002001', HOSTILE];
const OUTCOMES = [
  'completed',
  'connected',
  'busy',
  'no-answer',
  'declined',
  'unavailable',
  'not-accepted',
  'abandoned',
];

/** The figures of a day, made up: every table has rows, and texts of hostile callers. */
export function madeUpReport(calls = 400): Report {
  const random = seeded(7);
  const figures = new Figures({
    sinceEpochMilliseconds: START,
    untilEpochMilliseconds: START + DAY,
    timeZone: 'UTC',
    mailbox: { ringsSeconds: 18, overSeconds: 20 },
  });
  for (let index = 0; index < calls; index += 1) {
    const start = START + random.integer(7 * 3600, 19 * 3600) * 1000;
    const result = random.pick(Object.keys(CALL_RESULTS) as [CallResult, ...CallResult[]]);
    const destination = random.pick(DESTINATIONS as [string, ...string[]]);
    const answeredAt = start + random.integer(2, 25) * 1000;
    const handOff = {
      attempt: 1,
      destination,
      outcome: random.pick(OUTCOMES as [string, ...string[]]),
      isAsked: destination === '+15550002001',
      rangAt: start,
      answeredAt,
      metAt: answeredAt,
      overAt: answeredAt + random.integer(5, 400) * 1000,
    };
    const call: ReportedCall = {
      startedAtEpochMilliseconds: start,
      result,
      route: random.pick(['support', 'sales', HOSTILE]),
      caller: random.chance(0.9) ? `+1555020${String(index % 120).padStart(4, '0')}` : undefined,
      outcome: handOff.outcome,
      waited: answeredAt - start,
      gaveUpAfter: result === 'abandoned' ? 21_000 : undefined,
      handOffs: [handOff],
    };
    figures.add(call);
  }
  return figures.report();
}
