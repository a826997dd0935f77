import { parsePolicy } from '../../lib/policy/parse.ts';

/** The demo's own policy: every call may be put through to Anna, then to Ben. */
export const DEMO_POLICY = parsePolicy({
  routes: [{ name: 'desk', destinations: ['sip:anna@office.example.com', 'sip:ben@office.example.com'] }],
  prompts: { goodbye: { say: 'Nobody can take your call now. Please call again later. Goodbye.' } },
});
