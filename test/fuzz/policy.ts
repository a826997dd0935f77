import { safeAnswer } from '../../functions/bxml/document.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';

const targets = (destination: number) =>
  Array.from({ length: 8 }, (_, target) => `sip:desk${target}@x${destination}.example`);

const policy = parsePolicy({
  outcomes: Object.fromEntries(
    ['busy', 'failed', 'refused', 'no-answer', 'unreachable'].map((each) => [each, ['next', 'voicemail']]),
  ),
  routes: [
    {
      name: 'never',
      match: { to: 'sip:nobody@*', from: 'sip:*@never', tag: 'a*é', applicationId: '*z' },
      destinations: ['+15550001111'],
    },
    {
      name: 'first',
      match: { from: '+*' },
      announce: { say: 'About {context}.' },
      destinations: ['+15550002222'],
    },
    { name: 'many', destinations: Array.from({ length: 100 }, (_, index) => targets(index)) },
  ],
});

/** A policy that looks at all that a call says, and has as many destinations as one can; it ends in a message. */
export const HOSTILE_POLICY = { policy, safeAnswer: safeAnswer(policy) };
