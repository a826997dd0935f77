import { expect, it } from 'vitest';
import { handOffEnds } from '../../../bin/story/hand-off-ends.ts';
import { row } from '../reader/items.ts';
import { at } from './rows.ts';

const milliseconds = (seconds: number): number => Date.parse(at(seconds));

it('tells when it rang, was answered and was over, by the leg that was answered', () => {
  const destination = '+15556667777,+15556667778';
  const leg = (seconds: number, fields: object) =>
    row({
      eventType: 'transferDisconnect',
      eventTime: at(seconds),
      startTime: at(0),
      endTime: at(seconds),
      destination,
      ...fields,
    });
  const rows = [
    leg(12, { outcome: 'cancelled' }),
    leg(50, { outcome: 'completed', answerTime: at(12) }),
    row({ eventType: 'transferComplete', eventTime: at(50), outcome: 'completed', destination }),
  ];
  expect(handOffEnds(rows)).toEqual([
    {
      attempt: 1,
      destination,
      outcome: 'completed',
      isAsked: false,
      rangAt: milliseconds(0),
      answeredAt: milliseconds(12),
      metAt: milliseconds(12),
      overAt: milliseconds(50),
    },
  ]);
});

it('a callee who is asked meets the caller with the key, and a REFER at its end', () => {
  const confirm = '0a0b0c0d';
  const asked = [
    row({ eventType: 'gather', eventTime: at(20), outcome: 'accepted', confirm }),
    row({
      eventType: 'transferDisconnect',
      eventTime: at(60),
      outcome: 'leg-ended',
      confirm,
      answerTime: at(9),
      startTime: at(0),
      endTime: at(60),
    }),
  ];
  expect(handOffEnds(asked)).toMatchObject([
    {
      outcome: 'completed',
      isAsked: true,
      answeredAt: milliseconds(9),
      metAt: milliseconds(20),
      overAt: milliseconds(60),
    },
  ]);
  const referred = [row({ eventType: 'referComplete', eventTime: at(7), outcome: 'connected' })];
  expect(handOffEnds(referred)).toMatchObject([
    { metAt: milliseconds(7), answeredAt: undefined, overAt: undefined },
  ]);
});

it('two hand-offs of an app of its own have the same number, and each its own leg', () => {
  const transfer = (seconds: number, destination: string) => [
    row({
      eventType: 'transferDisconnect',
      eventTime: at(seconds),
      outcome: 'busy',
      destination,
      endTime: at(seconds),
    }),
    row({ eventType: 'transferComplete', eventTime: at(seconds), outcome: 'busy', destination }),
  ];
  expect(handOffEnds([...transfer(5, 'sip:a@b.example'), ...transfer(30, 'sip:c@d.example')])).toMatchObject([
    { attempt: 1, destination: 'sip:a@b.example', overAt: milliseconds(5) },
    { attempt: 1, destination: 'sip:c@d.example', overAt: milliseconds(30) },
  ]);
});
