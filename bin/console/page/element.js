/** Characters that hide, reorder or overprint text: a caller may have put them into a name. */
const INVISIBLE = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/gu;

/**
 * Text of strangers, with what cannot be seen shown as its code.
 * @param {string} text
 */
export const visible = (text) =>
  text.replace(INVISIBLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/**
 * Makes an element. Texts become text nodes and nothing else: no caller writes HTML here.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Readonly<Record<string, string>>} attributes
 * @param {readonly (Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, children = []) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map((child) => (typeof child === 'string' ? visible(child) : child)));
  return made;
}

/**
 * An element of the page by its id.
 * @template {HTMLElement} [Found=HTMLElement]
 * @param {string} id
 * @returns {Found}
 */
export const byId = (id) => /** @type {Found} */ (document.getElementById(id));

/**
 * Puts text where it differs, so that nothing unchanged is drawn or read out again.
 * @param {Element} target
 * @param {string} text
 */
export function setText(target, text) {
  const shown = visible(text);
  if (target.textContent !== shown) target.textContent = shown;
}

/** A SIP address, which may break before its `@` and nowhere else. @param {string} text */
function address(text) {
  const at = text.indexOf('@');
  const parts = [text.slice(0, at), text.slice(at)].map((part) => element('span', {}, [part]));
  return element('span', { class: 'address', title: visible(text) }, parts);
}

/** A sentence for `element`, in which no address breaks inside a word. @param {string} text */
export const prose = (text) =>
  text.split(/([^\s,;“”]+@[^\s,;“”]+)/).map((part, index) => (index % 2 === 1 ? address(part) : part));

/**
 * A button that copies a text, and says so.
 * @param {string} label
 * @param {string} text
 * @param {string} title
 */
export function copyButton(label, text, title) {
  const button = element('button', { type: 'button', class: 'quiet', title }, [label]);
  button.addEventListener('click', async () => {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setText(button, isCopied ? 'Copied' : 'Not copied');
    setTimeout(() => setText(button, label), 1500);
  });
  return button;
}

/** Keeps a part open on wide screens, and folded on others until somebody opens it. @param {HTMLDetailsElement} details */
export function unfoldsWhereWide(details) {
  const isWide = matchMedia('(width >= 1000px)');
  const unfold = () => {
    details.open = isWide.matches;
  };
  isWide.addEventListener('change', unfold);
  unfold();
}
