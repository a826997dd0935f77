/** @import { CallSummary } from '../messages.ts' */
import { fillRow, makeRow } from './call-row.js';
import { element } from './element.js';

const ROW_PIXELS = 78;

/** Rows beyond the edge, so that a scroll finds them there. */
const SPARE_ROWS = 4;

/** A list of any length of which only what is seen is in the document. */
export class CallList {
  #box;
  #ground = element('div', { class: 'ground', role: 'presentation' });
  /** @type {HTMLElement[]} */
  #rows = [];
  /** @type {readonly CallSummary[]} */
  #calls = [];
  /** @type {string | undefined} */
  #active;
  #onOpen;

  /**
   * @param {HTMLElement} box
   * @param {(callId: string) => void} onOpen
   */
  constructor(box, onOpen) {
    this.#box = box;
    this.#onOpen = onOpen;
    box.append(this.#ground);
    box.addEventListener('scroll', () => this.#draw(), { passive: true });
    box.addEventListener('click', ({ target }) => {
      const row = target instanceof Element ? target.closest('[role=option]') : null;
      if (row instanceof HTMLElement && row.dataset.callId) this.#onOpen(row.dataset.callId);
    });
    new ResizeObserver(() => this.#draw()).observe(box);
  }

  /**
   * Shows these calls; who has scrolled down keeps their place.
   * @param {readonly CallSummary[]} calls
   */
  show(calls) {
    const { scrollTop } = this.#box;
    const top = this.#calls[Math.floor(scrollTop / ROW_PIXELS)];
    this.#calls = calls;
    this.#ground.style.height = `${calls.length * ROW_PIXELS}px`;
    if (scrollTop > 0 && top) {
      const index = calls.findIndex(({ callId }) => callId === top.callId);
      if (index >= 0) this.#box.scrollTop = index * ROW_PIXELS + (scrollTop % ROW_PIXELS);
    }
    this.#draw();
  }

  /** Marks the call that is open. @param {string | undefined} callId */
  mark(callId) {
    if (callId === this.#active) return;
    this.#active = callId;
    const index = this.#calls.findIndex((call) => call.callId === callId);
    if (index >= 0) this.#scrollTo(index);
    this.#draw();
  }

  /**
   * Moves through the calls: by the arrow keys wherever the focus is, by others only from the list.
   * @param {KeyboardEvent} event
   */
  press(event) {
    const page = Math.max(1, Math.floor(this.#box.clientHeight / ROW_PIXELS) - 1);
    const now = this.#calls.findIndex(({ callId }) => callId === this.#active);
    const last = this.#calls.length - 1;
    /** @type {Readonly<Record<string, number>>} */
    const targets = {
      ArrowDown: now + 1,
      ArrowUp: now - 1,
      ...(event.target === this.#box && { PageDown: now + page, PageUp: now - page, Home: 0, End: last }),
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const call = this.#calls[Math.min(Math.max(target, 0), last)];
    if (call) this.#onOpen(call.callId);
  }

  /** @param {number} index */
  #scrollTo(index) {
    const { scrollTop, clientHeight } = this.#box;
    const top = index * ROW_PIXELS;
    if (top < scrollTop) this.#box.scrollTop = top;
    else if (top + ROW_PIXELS > scrollTop + clientHeight)
      this.#box.scrollTop = top + ROW_PIXELS - clientHeight;
  }

  #draw() {
    const { scrollTop, clientHeight } = this.#box;
    const first = Math.max(0, Math.floor(scrollTop / ROW_PIXELS) - SPARE_ROWS);
    const end = Math.min(this.#calls.length, Math.ceil((scrollTop + clientHeight) / ROW_PIXELS) + SPARE_ROWS);
    const count = Math.max(0, end - first);
    while (this.#rows.length < count) {
      const row = makeRow(`call-row-${this.#rows.length}`);
      this.#rows.push(row);
      this.#ground.append(row);
    }
    for (const row of this.#rows.splice(count)) row.remove();
    this.#box.removeAttribute('aria-activedescendant');
    for (const [slot, row] of this.#rows.entries()) {
      const index = first + slot;
      const call = /** @type {CallSummary} */ (this.#calls[index]);
      const isActive = call.callId === this.#active;
      row.style.transform = `translateY(${index * ROW_PIXELS}px)`;
      row.setAttribute('aria-posinset', String(index + 1));
      row.setAttribute('aria-setsize', String(this.#calls.length));
      row.setAttribute('aria-selected', String(isActive));
      if (isActive) this.#box.setAttribute('aria-activedescendant', row.id);
      fillRow(row, call);
    }
  }
}
