import type { Route } from '../../functions/recovery/policy.ts';

/** A text that a pattern matches; `*` becomes what may stand there in an address. */
function exampleOf(pattern: string): string {
  if (pattern.startsWith('+')) return pattern.replace('*', '5550100');
  if (!pattern.startsWith('sip:')) return pattern.replace('*', 'sip:desk');
  return pattern.replace('*', pattern.endsWith('@*') ? 'example.com' : 'desk');
}

/** The fields of a call that a route matches; `tag` and `applicationId` are no addresses, and often a beginning of one. */
export function exampleCall(match: Route['match']) {
  const names = ['to', 'from', 'applicationId', 'tag'] as const;
  const [to = '*', from = '*', applicationId, tag] = names.map((name) => match[name]?.[0]);
  const called = to === '*' ? 'sip:support@example.com' : exampleOf(to);
  const anybody = called.startsWith('+') ? '+15551112222' : 'sip:caller@customer.example.com';
  return {
    to: called,
    from: from === '*' ? anybody : exampleOf(from),
    ...(applicationId && { applicationId: applicationId.replace('*', '') || 'application' }),
    ...(tag && { tag: tag.replace('*', '') || 'tag' }),
  };
}
