/** @import { PolicyView } from '../messages.ts' */
import { ask } from './ask.js';
import { element, prose } from './element.js';
import { chip } from './words.js';

/** @param {PolicyView['routes'][number]['destinations'][number]} destination */
const destinationRow = ({ words, hours, isOpen }) =>
  element('li', {}, [
    element('b', {}, prose(words)),
    element('span', { class: 'soft' }, [` ${hours} · `]),
    element('span', { class: 'state', 'data-tone': isOpen ? 'good' : 'plain' }, [
      isOpen ? 'open now' : 'closed now',
    ]),
  ]);

/** @param {PolicyView['routes'][number]['steps'][number]} steps */
const stepsRow = ({ outcomes, words, writer }) =>
  element('li', {}, [
    element(
      'span',
      { class: 'row' },
      outcomes.map((outcome) => chip(outcome)),
    ),
    element('p', {}, [words, element('span', { class: 'small soft' }, [` (${writer})`])]),
  ]);

/** @param {PolicyView['routes'][number]} route */
const routePart = ({ name, takes, destinations, steps }) =>
  element('section', { class: 'route' }, [
    element('h3', {}, [name]),
    element('p', { class: 'soft' }, prose(takes)),
    ...(destinations.length > 0
      ? [element('ol', { class: 'destinations' }, destinations.map(destinationRow))]
      : []),
    element('details', {}, [
      element('summary', {}, ['Steps after each outcome']),
      element('ul', { class: 'outcome-steps' }, steps.map(stepsRow)),
    ]),
  ]);

/** @param {PolicyView} policy */
function policyParts({ file, hash, mistake, warnings, limits, routesLeft, routes }) {
  const wrong = [...(mistake === undefined ? [] : [mistake]), ...warnings];
  return [
    element('h2', {}, [file]),
    element('p', { class: 'soft' }, [limits, ' Items name it ', element('code', {}, [hash]), '.']),
    ...(wrong.length > 0
      ? [
          element('h3', {}, [mistake === undefined ? 'Warnings' : 'Mistakes and warnings']),
          ...wrong.map((line) => element('p', { class: 'trouble wrong' }, prose(line))),
        ]
      : []),
    ...routes.map(routePart),
    ...(routesLeft > 0
      ? [element('p', { class: 'soft' }, [`${routesLeft.toLocaleString('en')} routes more are not shown.`])]
      : []),
  ];
}

/** Shows the policy in use. */
export class PolicyPanel {
  #panel;

  /** @param {HTMLElement} panel */
  constructor(panel) {
    this.#panel = panel;
  }

  async show() {
    const parts = await ask('/console/policy').then(policyParts, ({ message }) => [
      element('p', { class: 'trouble', role: 'alert' }, [`Not shown: ${message}`]),
    ]);
    this.#panel.replaceChildren(...parts);
  }
}
