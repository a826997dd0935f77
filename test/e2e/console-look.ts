import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const SCREENS = fileURLToPath(new URL('../../coverage/screens/', import.meta.url));

/** How the console is looked at. */
export const SCREEN_KINDS = [
  ['1440', 'light', 1440, 900],
  ['1440', 'dark', 1440, 900],
  ['390', 'light', 390, 844],
  ['390', 'dark', 390, 844],
] as const;

/** Parts of the page that follow one another, and so do not lie over each other. */
const PARTS = [
  'header',
  '#policy-mistake',
  '.session > *',
  '#filters > *',
  '#no-calls',
  '#call-list',
  '.before',
];

/** Pairs of parts that lie over each other, and cards that something leaves. */
const MISPLACED = `(() => {
  const boxes = ${JSON.stringify(PARTS)}
    .flatMap((selector) => [...document.querySelectorAll(selector)])
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ element, box }) => element.checkVisibility() && box.width > 0 && box.height > 0);
  const name = (element) => element.id || element.className || element.tagName;
  const over = boxes.flatMap(({ element, box }, index) =>
    boxes.slice(index + 1)
      .filter((other) => other.box.top < box.bottom - 1 && other.box.bottom > box.top + 1 && other.box.left < box.right && other.box.right > box.left)
      .map((other) => name(element) + ' lies over ' + name(other.element)));
  const left = [...document.querySelectorAll('.part, .call')]
    .filter((card) => card.scrollWidth > card.clientWidth)
    .map((card) => 'something leaves ' + card.textContent);
  return [...over, ...left];
})()`;

/** Takes a picture of a view, which must be whole: nothing overflows or overlaps, and axe-core finds nothing. */
export async function look(page: Page, view: string, path = `${SCREENS}${view}.png`): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  await page.mouse.move(0, 0);
  await page.screenshot({ path });
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), view).toBe(0);
  expect(await page.evaluate(MISPLACED), view).toEqual([]);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
  const found = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html.slice(0, 300))]);
  expect(found, view).toEqual([]);
}
