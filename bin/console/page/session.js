/** @import { Calls, Filter } from './calls.js' */
import { byId, element, setText } from './element.js';
import { OUTCOMES, outcomeTone, STATES, stateTone } from './words.js';

/**
 * Buttons that count what calls have, and filter the list by it.
 * @param {HTMLElement} box
 * @param {readonly string[]} names
 * @param {(name: string) => string} toneOf
 * @param {(chosen: string) => void} onChoose is told the name, or nothing where it is chosen no more
 * @returns {(counted: readonly string[]) => void} draws them, from a name for each time that it is counted
 */
function tallies(box, names, toneOf, onChoose) {
  const buttons = names.map((name) => {
    const count = element('b');
    const attributes = { type: 'button', class: 'tally', 'data-tone': toneOf(name), 'aria-pressed': 'false' };
    const button = element('button', attributes, [element('span', {}, [name]), count]);
    button.addEventListener('click', () => {
      const isChosen = button.ariaPressed !== 'true';
      for (const other of buttons) other.button.ariaPressed = String(isChosen && other.button === button);
      onChoose(isChosen ? name : '');
    });
    return { name, button, count };
  });
  box.append(...buttons.map(({ button }) => button));
  return (counted) => {
    const counts = Map.groupBy(counted, (name) => name);
    for (const { name, button, count } of buttons) {
      setText(count, (counts.get(name)?.length ?? 0).toLocaleString('en'));
      button.hidden = !counts.has(name) && button.ariaPressed !== 'true';
    }
    box.hidden = buttons.every(({ button }) => button.hidden);
  };
}

/**
 * Makes the header: how many calls there are, how they went, and what came of their hand-offs.
 * @param {(change: Partial<Filter>) => void} onFilter
 * @returns {(calls: Calls) => void} draws it
 */
export function sessionHeader(onFilter) {
  const drawStates = tallies(byId('states'), STATES, stateTone, (state) => onFilter({ state }));
  const drawOutcomes = tallies(byId('outcomes'), OUTCOMES, outcomeTone, (outcome) => onFilter({ outcome }));
  return (calls) => {
    const all = calls.all();
    const failed = all.filter(({ hasFailedFirst }) => hasFailedFirst).length;
    const recovered = all.filter(({ state }) => state === 'recovered').length;
    const count = `${all.length.toLocaleString('en')} call${all.length === 1 ? '' : 's'}`;
    const rate = `${Math.round((100 * recovered) / failed)} % of failed first hand-offs recovered`;
    setText(byId('session-words'), failed > 0 ? `${count} · ${rate}` : count);
    drawStates(all.map(({ state }) => state));
    drawOutcomes(all.flatMap(({ outcomes }) => outcomes));
  };
}
