/** A policy to copy: its file, what callers get, and what `explain` is asked to show it. */
const POLICIES: readonly (readonly [file: string, callersGet: string, explain: string])[] = [
  [
    'desks-and-mobile',
    'Anna, then Ben, then the mobile, which is tried twice if busy. A phone without REFER is bridged.',
    'transfer-busy --attempt 3',
  ],
  ['ring-then-voicemail', 'All three at once for 25 seconds, then a message.', 'transfer-busy'],
  [
    'language-per-route',
    'Spanish by the number that was called, French by a tag such as `fr-CA`, else English. A call keeps its route.',
    'transfer-busy --route ventes',
  ],
  [
    'agent-to-person',
    'An AI agent hands over to a person by `transfer-complete?route=person`; if nobody is there, `redirect` gives the caller back, and says why. After `<StartStream>` that URL must answer something that goes on, such as a long `<Pause>`: Bandwidth ends a call whose document runs out.',
    'transfer-busy --attempt 2',
  ],
  [
    'office-hours',
    'Desks in office hours, else a mobile that rings longer, then a message.',
    '--week 2026-12-23',
  ],
  [
    'mobiles-press-1',
    'A mobile whose callee presses 1, as a mailbox does not; then a switchboard, where an extension is dialled.',
    "transfer-hangup --accepted absent --url 'transfer-complete?attempt=2&destination=%2B15556667777&confirm=0a1b2c3d'",
  ],
  [
    'on-call',
    'Two engineers in turn, who each press 1 and hear the `context`; after both, or 90 seconds, a menu: a message, or once more.',
    '--all',
  ],
];

const rows = POLICIES.map(
  ([file, callersGet, explain]) => `[${file}](policies/${file}.json) | ${callersGet} | \`${explain}\``,
);

/** The section of the reference with whole policies. */
export const WHOLE_POLICIES = `## Whole policies

Copy one, and ask what it does: \`npx bandwidth-call-recovery explain … --policy docs/policies/FILE\`.

policy | callers get | \`explain …\`
--- | --- | ---
${rows.join('\n')}

Check yours (\`--strict\` exits 1 for a warning, too), read its decision table, and try it on the calls of last week:

\`\`\`sh
npx bandwidth-call-recovery explain --check --strict
npx bandwidth-call-recovery explain --all
npx bandwidth-call-recovery explain --replay --since 7d --policy new.json --stack CallRecovery-prod --fail-above 5%
\`\`\`

The replay reads the whole table and prints what would differ, by route, outcome and step; above 5 % of the calls it exits 1. Of a call only
the first difference counts. Prompts and URLs are not compared.

- SIP addresses may have a port or parameters: match \`sip:support@*\`.
- \`explain EVENT --at 2026-12-25T18:00Z\` moves an event to another time. What closes while a call is under way is passed over.
- A callee is asked for the key twice at most, and only by a \`<Transfer>\` of ours. Of a group that rings at once the first answer, even a
  mailbox's, takes the call from the others.
- \`simulate not-accepted connected\` or \`simulate no-answer --press 1\` plays a whole call on a server that runs.
`;
