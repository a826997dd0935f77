import { ask } from './ask.js';
import { setText } from './element.js';

/**
 * Makes a button that has the calls of the last day read, which were stored before the server was started.
 * @param {HTMLButtonElement} button
 */
export function earlierCalls(button) {
  button.addEventListener('click', async () => {
    button.disabled = true;
    setText(button, 'reading…');
    try {
      const { callCount } = await ask('/console/earlier');
      setText(button, callCount === 0 ? 'none in the last day' : `${callCount} from the last day`);
    } catch {
      button.disabled = false;
      setText(button, 'not read; try again');
    }
  });
}
