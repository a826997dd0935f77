/** @import { Calls } from './calls.js' */
/** @import { CallSummary } from '../messages.ts' */
import { byId, element, setText } from './element.js';
import { drawSession } from './session-chart.js';
import { outcomeTone } from './tones.js';

const MOST_BARS = 8;

/** @param {readonly CallSummary[]} calls */
function counts(calls) {
  /** @type {Map<string, number>} */
  const byOutcome = new Map();
  for (const { outcomes } of calls)
    for (const outcome of outcomes) byOutcome.set(outcome, (byOutcome.get(outcome) ?? 0) + 1);
  return [...byOutcome].sort(([, one], [, other]) => other - one).slice(0, MOST_BARS);
}

/**
 * @param {readonly CallSummary[]} calls
 * @param {(outcome: string) => void} onOutcome
 */
function drawBars(calls, onOutcome) {
  const bars = counts(calls);
  const most = Math.max(1, ...bars.map(([, count]) => count));
  const list = byId('outcome-bars');
  const focused = list.contains(document.activeElement)
    ? document.activeElement?.getAttribute('data-outcome')
    : undefined;
  list.replaceChildren(
    ...bars.map(([outcome, count]) => {
      const bar = element('i', { 'data-tone': outcomeTone(outcome) });
      bar.style.width = `${(100 * count) / most}%`;
      const track = element('span', { class: 'track' }, [bar]);
      const label = `${outcome}: ${count}; show only calls with it`;
      const button = element('button', { type: 'button', 'aria-label': label, 'data-outcome': outcome }, [
        element('span', {}, [outcome]),
        track,
        element('span', {}, [String(count)]),
      ]);
      button.addEventListener('click', () => onOutcome(outcome));
      return element('li', {}, [button]);
    }),
  );
  for (const button of list.querySelectorAll('button'))
    if (button.dataset.outcome === focused) button.focus();
}

/**
 * Draws the figures and charts of the session.
 * @param {Calls} calls
 * @param {(outcome: string) => void} onOutcome
 */
export function drawCharts(calls, onOutcome) {
  const session = calls.ofSession();
  const failed = session.filter(({ hasFailedFirst }) => hasFailedFirst).length;
  const recovered = session.filter(({ state }) => state === 'recovered').length;
  setText(byId('call-count'), session.length.toLocaleString('en'));
  setText(byId('recovery-rate'), failed > 0 ? `${Math.round((100 * recovered) / failed)} %` : '–');
  setText(
    byId('recovery-words'),
    failed > 0
      ? `recovered: ${recovered} of ${failed} whose first hand-off failed`
      : 'no first hand-off failed',
  );
  drawBars(session, onOutcome);
  drawSession(byId('session-chart'), session, calls.startedAtEpochMilliseconds, Date.now());
}
