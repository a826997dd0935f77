import { percent } from '../../print/bar.ts';
import { printable } from '../../print/printable.ts';
import type { DestinationFigures } from '../report.ts';
import { column, length, part } from './part.ts';

/** The failures of a destination by outcome, most first. */
function failures({ failed, failedBy }: DestinationFigures): string | undefined {
  const counts = Object.entries(failedBy).sort(([, one], [, other]) => other - one);
  const words = counts.map(([outcome, count]) => `${count} ${printable(outcome)}`);
  return failed === 0 ? undefined : `failed: ${words.join(', ')}`;
}

/** Hand-offs by destination. */
export const DESTINATIONS = part<DestinationFigures>(
  { name: 'destinations', title: 'By destination', empty: 'No hand-offs whose end is told.' },
  ({ destinations }) => destinations,
  [
    {
      name: 'destination',
      title: 'destination',
      counts: 'targets that ring at once are one destination',
      value: ({ destination }) => destination,
      text: ({ destination }) => destination ?? '(unknown)',
    },
    column('tried', 'tried', 'hand-offs of which an end was told'),
    {
      ...column<DestinationFigures>(
        'answered',
        'answered',
        'of those tried: answered by a person, a mailbox or a menu',
      ),
      text: ({ answered, tried }) => percent(answered, tried),
    },
    column('busy', 'busy', 'outcome busy'),
    column('noAnswer', 'no answer', 'outcome no-answer'),
    column('declined', 'declined', 'outcome declined'),
    column('abandoned', 'gave up', 'the caller hung up before anybody was reached'),
    column('failed', 'failed', 'every other outcome; which ones is told below'),
    length(
      'ringP50',
      'rang p50',
      'from the first ring to the answer, half of those answered; of a <Refer> nobody tells',
      (row) => row.ringSeconds.p50,
    ),
    length('ringP90', 'rang p90', 'the same, nine of ten', (row) => row.ringSeconds.p90),
    length(
      'talkP50',
      'talk p50',
      'from the connection to its end, half of the talks',
      (row) => row.talkSeconds.p50,
    ),
    column(
      'looksLikeMailbox',
      'mailbox',
      'looks like a mailbox: answered late and soon over (--mailbox-rings, --mailbox-over); not where callees are asked',
    ),
    column('taken', 'taken', 'with confirm: callees who pressed the key'),
    column('notTaken', 'not taken', 'with confirm: answered, and the key was not pressed'),
  ],
  failures,
);
