import type { Callback, CallEvent } from '../../functions/chain/contract.ts';
import { deployedHandler } from '../../functions/chain/deployment.ts';
import { settle } from '../../functions/recovery/decision.ts';
import { referComplete } from '../../functions/refer-complete/callback.ts';
import { documented, gatewayEvent, POLICY, POLICY_HASH, SAFE_ANSWER, TOKEN } from './requests.ts';

// A program: a function whose defects nobody catches, in a process of its own, as in Lambda.
// Lambda's runtime ends the process for either of these; so does Node.

const callback: Callback<CallEvent> = {
  name: referComplete.name,
  schema: referComplete.schema,
  decide: () => {
    void Promise.reject(new Error('nobody awaits this'));
    setTimeout(() => {
      throw new Error('thrown in a timer');
    });
    return settle('connected', { attempt: 1, retries: 0 });
  },
};

for (const event of ['unhandledRejection', 'uncaughtException'] as const)
  process.on(event, () => process.exit(128));

const handler = await deployedHandler(callback, {
  policy: POLICY,
  policyHash: POLICY_HASH,
  safeAnswer: SAFE_ANSWER,
});
const request = gatewayEvent({ name: 'refer-complete', token: TOKEN, body: documented('refer-success') });
const answered = await handler(request as never, { getRemainingTimeInMillis: () => 10_000 } as never);
await new Promise((resolve) => setTimeout(resolve, 50));
console.log(JSON.stringify({ answered }));
