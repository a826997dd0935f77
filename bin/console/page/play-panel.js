/** @import { PlayChoices, StreamMessages } from '../messages.ts' */
import { ask } from './ask.js';
import { element } from './element.js';

/** A story worth watching: two failures, then somebody answers. */
const FIRST_OUTCOMES = ['busy', 'no-answer', 'connected'];

/** The words that the caller hears. @param {string} heard */
const words = (heard) => element('p', { class: 'heard' }, [`“${heard}”`]);

/** A moment: its first line, and the rest folded. @param {string} text */
function moment(text) {
  const [first = '', ...others] = text.split('\n');
  const line = element('pre', {}, [first]);
  const rest = others.join('\n');
  return rest === ''
    ? [line]
    : [element('details', {}, [element('summary', {}, [line]), element('pre', { tabindex: '0' }, [rest])])];
}

/** What may be said of the call, or left empty: the label and what stands for it then, by name. */
const FIELDS = Object.entries({
  at: ['Begins at, on the clock of its hours', 'now, or 2026-12-25T18:00'],
  from: ['From', 'anybody'],
  to: ['To', 'by the route'],
  tag: ['Tag', 'by the route'],
  context: ['Context', 'none'],
  press: ['Presses in menus', 'as told, or 2,nothing,hangup'],
});

/** Plays one call of a route by the outcomes of its hand-offs, and shows what the caller goes through. */
export class PlayPanel {
  #route = element('select', { id: 'play-route' });
  #outcomes = element('div', {
    class: 'wide fields',
    role: 'group',
    'aria-label': 'Outcomes of its hand-offs, in order',
  });
  #log = element('ol', {
    class: 'played',
    'aria-label': 'The call as it is played',
    tabindex: '0',
    hidden: '',
  });
  #said = element('p', { role: 'status' });
  /** @type {readonly string[]} */
  #named = FIRST_OUTCOMES;
  /** @type {PlayChoices | undefined} */
  #choices;
  /** @type {string | undefined} */
  #callId;
  #reading = '';
  #onOpen;
  #form;

  /**
   * @param {HTMLElement} panel
   * @param {(callId: string) => void} onOpen is told to show the timeline of a call
   */
  constructor(panel, onOpen) {
    this.#onOpen = onOpen;
    const form = element('form', { class: 'sheet', 'aria-label': 'Play a call' }, [
      element('label', { class: 'wide' }, ['Route', this.#route]),
      this.#outcomes,
      ...FIELDS.map(([name, [label = '', placeholder = '']]) =>
        element('label', {}, [
          label,
          element('input', { name, placeholder, autocomplete: 'off', spellcheck: 'false' }),
        ]),
      ),
      element('button', { type: 'submit' }, ['Play']),
    ]);
    this.#form = form;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#play();
    });
    const hint =
      'What happens to the hand-offs of the call, in order; the last outcome stays. Played against this server and its policy, and stored like any call.';
    panel.append(element('p', { class: 'hint' }, [hint]), form, this.#said, this.#log);
  }

  async load() {
    this.#choices = await ask('/console/cases');
    const { routes } = /** @type {PlayChoices} */ (this.#choices);
    const chosen = this.#route.value;
    const none = routes.length > 0 ? 'the first that takes the call' : 'no route';
    this.#route.replaceChildren(
      ...[...routes, ''].map((name) => element('option', { value: name }, [name || none])),
    );
    if (routes.includes(chosen)) this.#route.value = chosen;
    this.#show();
  }

  /** A select for each outcome, in which the empty choice takes it away, and one that adds another. */
  #show() {
    const { outcomes = [] } = this.#choices ?? {};
    const selects = [...this.#named, ''].map((chosen, index) => {
      const select = element('select', {}, [
        element('option', { value: '' }, [chosen ? '– remove' : '+ add']),
        ...outcomes.map((name) => element('option', { value: name }, [name])),
      ]);
      select.value = chosen;
      select.addEventListener('change', () => {
        this.#named = [...this.#named.slice(0, index), select.value, ...this.#named.slice(index + 1)].filter(
          Boolean,
        );
        this.#show();
        this.#outcomes.children[index]?.querySelector('select')?.focus();
      });
      return element('label', {}, [`Outcome ${index + 1}`, select]);
    });
    this.#outcomes.replaceChildren(...selects);
  }

  async #play() {
    this.#log.replaceChildren();
    this.#log.hidden = true;
    try {
      const fields = Object.fromEntries(new FormData(this.#form));
      const asked = { ...fields, route: this.#route.value, outcomes: this.#named };
      const { callId, reading = '' } = await ask('/console/play', asked);
      this.#callId = callId;
      this.#reading = reading;
      this.#said.textContent = `The call is on. ${reading}`;
    } catch (error) {
      this.#said.textContent = `Not played: ${/** @type {Error} */ (error).message}`;
    }
  }

  /** @param {StreamMessages['played']} played */
  tell({ callId, text, heard, isOver }) {
    // The first moment can overtake the answer that names the call.
    this.#callId ??= callId;
    if (callId !== this.#callId) return;
    if (text !== '') this.#log.append(element('li', {}, heard === undefined ? moment(text) : [words(heard)]));
    this.#log.hidden = this.#log.childElementCount === 0;
    if (isOver) {
      const button = element('button', { type: 'button', class: 'quiet' }, ['See its timeline']);
      button.addEventListener('click', () => this.#onOpen(callId));
      this.#said.replaceChildren(`The call is over. ${this.#reading} `, button);
    }
    this.#log.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }
}
