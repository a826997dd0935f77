/** @import { WhatIfQuestion } from '../messages.ts' */
import { ask } from './ask.js';
import { element } from './element.js';
import { timeline } from './timeline.js';

/** Shows one call, and keeps up with it. */
export class StoryPanel {
  #panel;
  #onWhatIf;
  /** @type {string | undefined} */
  #callId;
  #asked = 0;

  /**
   * @param {HTMLElement} panel
   * @param {(question: WhatIfQuestion) => void} onWhatIf
   */
  constructor(panel, onWhatIf) {
    this.#panel = panel;
    this.#onWhatIf = onWhatIf;
    panel.append(element('p', { class: 'hint' }, ['Choose a call to see what happened to it.']));
  }

  get callId() {
    return this.#callId;
  }

  /** @param {string} callId */
  async show(callId) {
    const isOther = callId !== this.#callId;
    this.#callId = callId;
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const story = await ask(`/console/call?${new URLSearchParams({ callId })}`);
      if (asked !== this.#asked) return;
      this.#panel.replaceChildren(...timeline(story, this.#onWhatIf));
    } catch (error) {
      if (asked !== this.#asked) return;
      this.#panel.replaceChildren(
        element('p', { class: 'trouble', role: 'alert' }, [
          `Not shown: ${/** @type {Error} */ (error).message}`,
        ]),
      );
    }
    if (isOther) this.#panel.scrollTop = 0;
  }
}
