import { local } from '../../print/time-text.ts';
import type { CallBack } from '../report.ts';
import { column, part } from './part.ts';

/** Callers to call back. */
export const CALL_BACK = part<CallBack>(
  { name: 'call-back', title: 'Call back', empty: 'Nobody.' },
  ({ callBack }) => callBack,
  [
    column(
      'caller',
      'caller',
      'whose last call in the period was lost, and who neither got through nor left a message after it',
    ),
    column('calls', 'calls', 'their lost calls in the period'),
    {
      name: 'lastAt',
      title: 'last',
      counts: 'when the last of these began',
      value: ({ lastAt }) => lastAt,
      text: ({ lastAt }, { period }) => local(lastAt, period.zone).slice(0, -3),
    },
    {
      name: 'route',
      title: 'route',
      counts: 'its route',
      value: ({ route }) => route,
      text: ({ route }) => route ?? '(no route)',
    },
    column('outcome', 'why', 'how its last hand-off ended, or why there was none'),
  ],
);
