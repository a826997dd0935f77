/** @import { WhatIfExample, WhatIfQuestion } from '../messages.ts' */
import { ask } from './ask.js';
import { element } from './element.js';
import { whatIfAnswer } from './what-if-answer.js';

/** Typing is followed, but not every letter. */
const PAUSE_MILLISECONDS = 150;

/**
 * A field back from its text: a number where it was one, and absent where it is empty.
 * @param {string} text
 * @param {unknown} before
 */
function fieldValue(text, before) {
  if (text === '') return undefined;
  if (typeof before === 'string') return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Edits an event, and shows at once what would be answered. Nothing is stored. */
export class WhatIfPanel {
  #examples = element('select', { id: 'what-if-example' });
  #url = element('input', { name: 'url', autocomplete: 'off', spellcheck: 'false' });
  #fields = element('div', { class: 'fields' });
  #answer = element('div', {
    class: 'answer',
    role: 'region',
    'aria-label': 'What would be answered',
    'aria-live': 'polite',
  });
  /** @type {WhatIfExample[]} */
  #known = [];
  /** @type {WhatIfQuestion} */
  #question = { event: {}, url: '' };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asked = 0;

  /** @param {HTMLElement} panel */
  constructor(panel) {
    const form = element('form', { class: 'sheet', 'aria-label': 'What if' }, [
      element('label', { class: 'wide' }, ['Begin from', this.#examples]),
      element('label', { class: 'wide' }, ['URL', this.#url]),
      this.#fields,
    ]);
    form.addEventListener('submit', (event) => event.preventDefault());
    this.#examples.addEventListener('change', (event) => {
      event.stopPropagation();
      const example = this.#known[Number(this.#examples.value)];
      if (example) this.show(example);
    });
    form.addEventListener('input', ({ target }) => {
      if (target === this.#examples) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#ask(), PAUSE_MILLISECONDS);
    });
    const hint =
      'Edit an event to see what it would be answered, and why. Nothing is sent to a call, and nothing stored.';
    panel.append(element('p', { class: 'hint' }, [hint]), form, this.#answer);
  }

  async load() {
    if (this.#known.length > 0) return;
    this.#known = await ask('/console/examples');
    const options = this.#known.map(({ name }, index) => element('option', { value: String(index) }, [name]));
    this.#examples.replaceChildren(element('option', { value: '' }, ['an event of a call']), ...options);
    const [first] = this.#known;
    if (first && this.#question.url === '') {
      this.show(first);
      this.#examples.value = '0';
    }
  }

  /** @param {WhatIfQuestion} question */
  show(question) {
    if (!this.#known.some((example) => example === question)) this.#examples.value = '';
    this.#question = question;
    this.#url.value = question.url;
    this.#fields.replaceChildren(
      ...Object.entries(question.event).map(([name, value]) => {
        const input = element('input', { name: `event.${name}`, autocomplete: 'off', spellcheck: 'false' });
        input.value = typeof value === 'string' ? value : JSON.stringify(value);
        return element('label', {}, [name, input]);
      }),
    );
    void this.#ask();
  }

  #edited() {
    const inputs = [...this.#fields.querySelectorAll('input')];
    const names = Object.keys(this.#question.event);
    return Object.fromEntries(
      names.map((name, index) => [name, fieldValue(inputs[index]?.value ?? '', this.#question.event[name])]),
    );
  }

  async #ask() {
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const answer = await ask('/console/what-if', { event: this.#edited(), url: this.#url.value });
      if (asked === this.#asked) this.#answer.replaceChildren(...whatIfAnswer(answer));
    } catch (error) {
      const message = /** @type {Error} */ (error).message;
      if (asked === this.#asked) this.#answer.replaceChildren(element('p', { class: 'trouble' }, [message]));
    }
  }
}
