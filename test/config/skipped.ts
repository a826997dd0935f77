import type { Reporter, TestModule } from 'vitest/node';
import { noBrowser } from '../e2e/console-browser.ts';
import { whyNoDynamoDbLocal } from '../support/dynamodb-local.ts';

/** Why tests of these files do not run everywhere. */
const REASONS: readonly (readonly [path: RegExp, reason: () => string | undefined])[] = [
  [/\/e2e\/console/, () => noBrowser],
  [/\/conformance\/|\/docs\//, () => `of AWS's DynamoDB Local ${whyNoDynamoDbLocal()}`],
  [/\/functions\/outcomes\//, () => 'this machine has no IPv6'],
];

/** Says at the end of a run which tests were skipped, and why. */
export const skippedReporter: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const counts = new Map<string, number>();
    for (const { children, moduleId } of modules) {
      const skipped = [...children.allTests('skipped')].length;
      if (skipped === 0) continue;
      const reason = REASONS.find(([path]) => path.test(moduleId))?.[1]() ?? `see ${moduleId}`;
      counts.set(reason, (counts.get(reason) ?? 0) + skipped);
    }
    for (const [reason, count] of counts) console.log(`${count} tests skipped: ${reason}`);
  },
};
