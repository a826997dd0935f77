/** @import { CallSummary } from '../messages.ts' */
/** @import { Filter } from './filter.js' */
import { byId, element, setText } from './element.js';
import { OUTCOMES, outcomeTone, STATES, stateTone } from './words.js';

/**
 * Buttons that count what calls have, and filter the list by it.
 * @param {HTMLElement} box
 * @param {readonly string[]} names
 * @param {(name: string) => string} toneOf
 * @param {(chosen: string) => void} onChoose is told the name, or nothing where it is chosen no more
 * @returns {(counted: readonly string[], chosen: string) => void} draws them, from a name for each time that it is counted
 */
function tallies(box, names, toneOf, onChoose) {
  const buttons = names.map((name) => {
    const count = element('b');
    const attributes = { type: 'button', class: 'tally', 'data-tone': toneOf(name) };
    const button = element('button', attributes, [element('span', {}, [name]), count]);
    button.addEventListener('click', () => onChoose(button.ariaPressed === 'true' ? '' : name));
    return { name, button, count };
  });
  box.append(...buttons.map(({ button }) => button));
  return (counted, chosen) => {
    const counts = Map.groupBy(counted, (name) => name);
    for (const { name, button, count } of buttons) {
      setText(count, (counts.get(name)?.length ?? 0).toLocaleString('en'));
      button.ariaPressed = String(name === chosen);
      button.hidden = !counts.has(name) && name !== chosen;
    }
    box.hidden = buttons.every(({ button }) => button.hidden);
  };
}

/** @param {readonly CallSummary[]} all */
function sessionWords(all) {
  if (all.length === 0) return 'All calls';
  const failed = all.filter(({ hasFailedFirst }) => hasFailedFirst).length;
  const recovered = all.filter(({ state }) => state === 'recovered').length;
  const count = `${all.length.toLocaleString('en')} call${all.length === 1 ? '' : 's'}`;
  const rate = `${Math.round((100 * recovered) / failed)} % of failed first hand-offs recovered`;
  return failed > 0 ? `${count} · ${rate}` : count;
}

/**
 * Makes the header: how many calls there are, how they went, and what came of their hand-offs.
 * @param {(change: Partial<Filter>) => void} onFilter
 * @returns {(all: readonly CallSummary[], filter: Filter) => void} draws it
 */
export function sessionHeader(onFilter) {
  const drawStates = tallies(byId('states'), STATES, stateTone, (state) => onFilter({ state }));
  const drawOutcomes = tallies(byId('outcomes'), OUTCOMES, outcomeTone, (outcome) => onFilter({ outcome }));
  return (all, { state, outcome }) => {
    setText(byId('session-words'), sessionWords(all));
    drawStates(
      all.map((call) => call.state),
      state,
    );
    drawOutcomes(
      all.flatMap((call) => call.outcomes),
      outcome,
    );
  };
}
