/** @import { PlayableCase, StreamMessages } from '../messages.ts' */
import { ask } from './ask.js';
import { element } from './element.js';

const FIELDS = /** @type {const} */ (['from', 'to', 'tag']);

/** Plays calls of the simulator, and shows what the caller and the destinations go through. */
export class PlayPanel {
  #cases = element('select', { id: 'play-case' });
  #inputs = FIELDS.map((name) => element('input', { name, autocomplete: 'off', spellcheck: 'false' }));
  #button = element('button', { type: 'submit' }, ['Play']);
  #log = element('ol', { class: 'played', 'aria-label': 'The call as it is played', tabindex: '0' });
  #said = element('p', { role: 'status' });
  /** @type {PlayableCase[]} */
  #known = [];
  /** @type {string | undefined} */
  #callId;
  #onOpen;

  /**
   * @param {HTMLElement} panel
   * @param {(callId: string) => void} onOpen is told to show the timeline of a call
   */
  constructor(panel, onOpen) {
    this.#onOpen = onOpen;
    const form = element('form', { class: 'sheet', 'aria-label': 'Play a call' }, [
      element('label', { class: 'wide' }, ['Scenario', this.#cases]),
      ...FIELDS.map((name, index) => element('label', {}, [name, /** @type {Node} */ (this.#inputs[index])])),
      this.#button,
    ]);
    this.#cases.addEventListener('change', () => this.#fill());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#play();
    });
    const hint =
      'Played against this server and its policy, and stored like any call. Destinations that the scenario does not name behave as its own do, in order.';
    panel.append(element('p', { class: 'hint' }, [hint]), form, this.#said, this.#log);
  }

  async load() {
    if (this.#known.length > 0) return;
    this.#known = await ask('/console/cases');
    const groups = Map.groupBy(this.#known.entries(), ([, { title }]) => title);
    this.#cases.replaceChildren(
      ...[...groups].map(([label, cases]) =>
        element(
          'optgroup',
          { label },
          cases.map(([index, { name }]) => element('option', { value: String(index) }, [name])),
        ),
      ),
    );
    this.#fill();
  }

  #chosen() {
    return this.#known[Number(this.#cases.value)];
  }

  #fill() {
    const chosen = this.#chosen();
    for (const [index, name] of FIELDS.entries()) {
      const input = this.#inputs[index];
      if (input && chosen) input.value = chosen[name];
    }
  }

  async #play() {
    const chosen = this.#chosen();
    if (!chosen) return;
    const [from, to, tag] = this.#inputs.map(({ value }) => value);
    this.#log.replaceChildren();
    try {
      const { scenario, index } = chosen;
      const { callId } = await ask('/console/play', { scenario, index, from, to, tag });
      this.#callId = callId;
      this.#said.textContent = 'The call is on.';
    } catch (error) {
      this.#said.textContent = `Not played: ${/** @type {Error} */ (error).message}`;
    }
  }

  /** @param {StreamMessages['played']} played */
  tell({ callId, text, isOver }) {
    // The first moment can overtake the answer that names the call.
    this.#callId ??= callId;
    if (callId !== this.#callId) return;
    if (text !== '') this.#log.append(element('li', {}, [element('pre', {}, [text])]));
    if (isOver) {
      const button = element('button', { type: 'button', class: 'quiet' }, ['See its timeline']);
      button.addEventListener('click', () => this.#onOpen(callId));
      this.#said.replaceChildren('The call is over. ', button);
    }
    this.#log.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }
}
