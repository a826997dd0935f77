import { ask } from './ask.js';
import { element } from './element.js';
import { timeline } from './timeline.js';

/** @param {string} callId @returns {Promise<import('../messages.ts').CallStory>} */
export const askStory = (callId) => ask(`/console/call?${new URLSearchParams({ callId })}`);

/** Shows one call, and keeps up with it. */
export class StoryPanel {
  #panel;
  /** @type {string | undefined} */
  #callId;
  #asked = 0;

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.#panel = panel;
  }

  /** @param {string} callId */
  async show(callId) {
    const isOther = callId !== this.#callId;
    this.#callId = callId;
    this.#asked += 1;
    const asked = this.#asked;
    const content = await askStory(callId).then(timeline, ({ message }) => [
      element('p', { class: 'trouble', role: 'alert' }, [`Not shown: ${message}`]),
    ]);
    if (asked !== this.#asked) return;
    this.#panel.replaceChildren(...content);
    if (isOther) this.#panel.scrollTop = 0;
  }
}
