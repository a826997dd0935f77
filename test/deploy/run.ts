import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import { tellMistake } from '../../bin/usage/usage-error.ts';
import { readAccount } from './settings.ts';

/** What differs when the deployment is there already. */
const OF_ACCOUNT = { include: ['test/deploy/account.ts'], globalSetup: [] };

try {
  const account = readAccount(process.argv.slice(2));
  await startVitest([], {
    config: fileURLToPath(new URL('vitest.config.ts', import.meta.url)),
    watch: false,
    ...(account && { ...OF_ACCOUNT, provide: { account } }),
  });
} catch (error) {
  tellMistake(error);
}
