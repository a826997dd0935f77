import { byId, element } from './element.js';

/** The keys and what each does, as `?` lists them. */
const KEYS = [
  ['↑ ↓', 'move through the calls, from the search too'],
  ['Enter', 'reads the open call'],
  ['/', 'searches'],
  ['Esc', 'empties the search, then the filter, and goes to the calls'],
  ['w', 'asks what if'],
  ['p', 'plays a call'],
  ['r', 'shows the policy: its routes'],
  ['?', 'lists the keys'],
];

const help = /** @type {HTMLDialogElement} */ (byId('help'));
help.append(
  element('h2', { id: 'help-title' }, ['Keys']),
  element(
    'dl',
    {},
    KEYS.flatMap(([key = '', does = '']) => [
      element('dt', {}, [element('kbd', {}, [key])]),
      element('dd', {}, [does]),
    ]),
  ),
  element('form', { method: 'dialog' }, [element('button', { class: 'quiet' }, ['Close'])]),
);

/**
 * Handles the keys of the whole page.
 * @param {object} does
 * @param {(page: 'what-if' | 'play' | 'policy') => void} does.go
 * @param {() => void} does.clear
 * @param {(event: KeyboardEvent) => void} does.press all other keys, where nobody types, and the arrows of the search
 */
export function handleKeys({ go, clear, press }) {
  const search = /** @type {HTMLInputElement} */ (byId('search'));
  /** @type {Readonly<Record<string, () => void>>} */
  const targets = {
    '/': () => {
      search.focus();
      search.select();
    },
    p: () => go('play'),
    w: () => go('what-if'),
    r: () => go('policy'),
    '?': () => help.showModal(),
  };
  document.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (help.open) return;
    const isTyping = target instanceof HTMLElement && target.matches('input, select, textarea');
    if (key === 'Escape') {
      event.preventDefault();
      if (!isTyping || byId('filters').contains(target)) clear();
      byId('call-list').focus();
    }
    const isForList = target === search && (key === 'ArrowDown' || key === 'ArrowUp');
    if ((isTyping && !isForList) || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = targets[key];
    if (!act) return press(event);
    event.preventDefault();
    act();
  });
}
