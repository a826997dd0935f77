import { expect, it } from 'vitest';
import { answer } from '../../../functions/answer/callback.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const policy = parsePolicy({ routes: [{ name: 'desk', destinations: ['sip:a@x.example'] }] });

const event = {
  eventType: 'answer',
  eventTime: '2026-06-10T10:00:00.000Z',
  callId: 'c-1',
  to: 'sip:b@y.example',
};

it('an outbound call that was answered is transferred, never referred', () => {
  expect(answer.decide(event as never, { attempt: 1, retries: 0 }, policy)).toMatchObject({
    outcome: 'begun',
    action: {
      kind: 'hand-off',
      verb: 'transfer',
      handOff: { destination: { targets: ['sip:a@x.example'] }, attempt: 1 },
    },
  });
});
