/** @import { StepVerdict } from '../messages.ts' */
import { element } from './element.js';

/** @type {Readonly<Record<StepVerdict['verdict'], string>>} */
const SIGNS = { 'passed over': '–', taken: '→', 'not reached': '·' };

/**
 * The steps of the policy in order, each with what became of it.
 * @param {readonly StepVerdict[]} steps
 */
export const stepList = (steps) =>
  element(
    'ol',
    { class: 'steps' },
    steps.map(({ step, verdict, reason }) =>
      element('li', { 'data-verdict': verdict }, [
        element('span', { 'aria-hidden': 'true' }, [`${SIGNS[verdict]} `]),
        element('b', {}, [step]),
        ` ${verdict === 'passed over' ? (reason ?? verdict) : verdict}`,
      ]),
    ),
  );
