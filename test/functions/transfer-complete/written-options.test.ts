import { expect, it } from 'vitest';
import { writtenOptions } from '../../../functions/transfer-complete/callback.ts';

it.each<[string, object, object]>([
  ['nothing', {}, {}],
  ['a number', { transferCallerId: '+15553334444' }, { callerId: '+15553334444' }],
  ['a word for a number', { transferCallerId: 'Restricted' }, {}],
  ['a SIP URI for a number', { transferCallerId: 'sip:bob@customer.example.com' }, {}],
  ['a name', { transferCallerDisplayName: 'Zoë & Co' }, { callerDisplayName: 'Zoë & Co' }],
  ['a blank name', { transferCallerDisplayName: '  ' }, {}],
  ['a name with a control character', { transferCallerDisplayName: 'a\nb' }, {}],
  [
    'a name of 256 characters',
    { transferCallerDisplayName: 'a'.repeat(256) },
    { callerDisplayName: 'a'.repeat(256) },
  ],
  ['a name of 257 characters', { transferCallerDisplayName: 'a'.repeat(257) }, {}],
  ['privacy', { privacy: true }, { privacy: true }],
  ['no privacy', { privacy: false }, { privacy: false }],
  ['a privacy that is no flag', { privacy: 'maybe' }, {}],
])('%s is read as Bandwidth would take it again', (_what, event, expected) => {
  expect(writtenOptions(event)).toEqual(expected);
});
