/**
 * Makes tabs of a tablist, as https://www.w3.org/WAI/ARIA/apg/patterns/tabs/ wants them.
 * @param {HTMLElement} list
 * @param {(tabId: string) => void} onShow
 * @returns {(tabId: string) => void} shows a tab
 */
export function tabs(list, onShow) {
  const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[role=tab]')]);
  /** @param {string} tabId */
  function show(tabId) {
    for (const tab of all) {
      const isShown = tab.id === tabId;
      tab.setAttribute('aria-selected', String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '');
      if (!panel) continue;
      panel.hidden = !isShown;
      panel.tabIndex = 0;
    }
    onShow(tabId);
  }
  for (const [index, tab] of all.entries()) {
    tab.addEventListener('click', () => show(tab.id));
    tab.addEventListener('keydown', ({ key }) => {
      const move = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
      const target = all[(index + move + all.length) % all.length];
      if (move === 0 || !target) return;
      show(target.id);
      target.focus();
    });
  }
  return show;
}
