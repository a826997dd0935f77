/** @import { WhatIfExample, WhatIfQuestion } from '../messages.ts' */
import { ask } from './ask.js';
import { element, unfoldsWhereWide, visible } from './element.js';
import { askStory } from './story-panel.js';
import { lastResult } from './timeline.js';
import { whatIfAnswer } from './what-if-answer.js';

/** Typing is followed, but not every letter. */
const PAUSE_MILLISECONDS = 150;

const OF_CALL = 'of-call';

/** A value of a field from its text: a number where it reads as one. @param {string} text */
function readValue(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** @param {Readonly<Record<string, string>>} attributes */
const input = (attributes) => element('input', { autocomplete: 'off', spellcheck: 'false', ...attributes });

/** Edits an event, and shows at once what would be answered. Nothing is stored. */
export class WhatIfPanel {
  #examples = element('select', { id: 'what-if-example' });
  #url = input({ name: 'url' });
  #fields = element('div', { class: 'fields' });
  #added = {
    name: input({ class: 'grow', 'aria-label': 'Name of a field to add', placeholder: 'name' }),
    value: input({ class: 'grow', 'aria-label': 'Value of a field to add', placeholder: 'value' }),
  };
  #answer = element('div', {
    class: 'answer',
    role: 'region',
    'aria-label': 'What would be answered',
    'aria-live': 'polite',
  });
  /** @type {WhatIfExample[]} */
  #known = [];
  /** @type {WhatIfQuestion | undefined} */
  #ofCall;
  /** @type {WhatIfQuestion['accepted']} what the store told of the callee's key */
  #accepted;
  /** @type {string | undefined} the call and event that are edited */
  #begun;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asked = 0;

  /** @param {HTMLElement} panel */
  constructor(panel) {
    const add = element('button', { type: 'submit', class: 'quiet' }, ['Add field']);
    const details = element('details', { class: 'edited' }, [
      element('summary', {}, ['The event']),
      element('label', {}, ['URL', this.#url]),
      this.#fields,
      element('div', { class: 'row' }, [this.#added.name, this.#added.value, add]),
    ]);
    unfoldsWhereWide(details);
    const form = element('form', { 'aria-label': 'What if' }, [
      element('label', {}, ['Begin from', this.#examples]),
      this.#answer,
      details,
    ]);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#add();
    });
    this.#examples.addEventListener('change', (event) => {
      event.stopPropagation();
      const { value } = this.#examples;
      const question = value === OF_CALL ? this.#ofCall : this.#known[Number(value)];
      if (question) this.#edit(question);
    });
    form.addEventListener('input', ({ target }) => {
      if (target === this.#examples) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#ask(), PAUSE_MILLISECONDS);
    });
    const hint =
      'Edit an event to see what would be answered, and why. An empty field counts as absent. Nothing is sent to a call, and nothing is stored.';
    panel.append(element('p', { class: 'hint' }, [hint]), form);
  }

  /**
   * Begins from an event of a call, from its last result unless one is named, or from an example. What is
   * being edited stays.
   * @param {string | undefined} callId
   * @param {number} [moment]
   */
  async show(callId, moment) {
    const begun = `${callId}/${moment}`;
    if (begun === this.#begun) return;
    this.#begun = begun;
    try {
      if (this.#known.length === 0) this.#known = await ask('/console/examples');
      const story = callId === undefined ? undefined : await askStory(callId);
      if (begun !== this.#begun) return;
      this.#ofCall = story?.moments[moment ?? lastResult(story)]?.whatIf;
      this.#offer();
      const question = this.#ofCall ?? this.#known[0];
      if (question) this.#edit(question);
    } catch (error) {
      this.#begun = undefined;
      this.#tell(/** @type {Error} */ (error).message);
    }
  }

  #offer() {
    const examples = this.#known.map(({ name }, index) => [String(index), `example: ${name}`]);
    const offered = this.#ofCall ? [[OF_CALL, 'the selected call'], ...examples] : examples;
    this.#examples.replaceChildren(
      ...offered.map(([value = '', name = '']) => element('option', { value }, [name])),
    );
  }

  /** @param {WhatIfQuestion} question */
  #edit({ event, url, accepted }) {
    this.#url.value = url;
    this.#accepted = accepted;
    this.#fields.replaceChildren(...Object.entries(event).map(([name, value]) => this.#field(name, value)));
    void this.#ask();
  }

  /** @param {string} name @param {unknown} value */
  #field(name, value) {
    const field = input({ 'data-name': name, ...(typeof value === 'string' && { 'data-text': '' }) });
    field.value = typeof value === 'string' ? value : JSON.stringify(value);
    return element('label', {}, [element('span', { class: 'cut', title: visible(name) }, [name]), field]);
  }

  #add() {
    const { name, value } = this.#added;
    const added = name.value.trim();
    if (added === '') return;
    const same = this.#inputs().find(({ dataset }) => dataset.name === added);
    if (same) same.value = value.value;
    else this.#fields.append(this.#field(added, readValue(value.value)));
    name.value = '';
    value.value = '';
    name.focus();
    void this.#ask();
  }

  #inputs() {
    return [...this.#fields.querySelectorAll('input')];
  }

  #edited() {
    const filled = this.#inputs().filter(({ value }) => value !== '');
    return Object.fromEntries(
      filled.map(({ value, dataset }) => [dataset.name, 'text' in dataset ? value : readValue(value)]),
    );
  }

  async #ask() {
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const question = { event: this.#edited(), url: this.#url.value, accepted: this.#accepted };
      const answer = await ask('/console/what-if', question);
      if (asked === this.#asked) this.#answer.replaceChildren(...whatIfAnswer(answer));
    } catch (error) {
      if (asked === this.#asked) this.#tell(/** @type {Error} */ (error).message);
    }
  }

  /** @param {string} message */
  #tell(message) {
    this.#answer.replaceChildren(element('p', { class: 'trouble' }, [message]));
  }
}
