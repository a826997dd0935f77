import { expect, it } from 'vitest';
import { STAGES } from '../../lib/stage.ts';
import { synthesize } from './stack-template.ts';

/** What changes with every change of the code: the hash of a bundle, and that of the version made of it. */
const masked = (template: object): string =>
  JSON.stringify(template, null, 2)
    .replace(/"[0-9a-f]{64}\.zip"/g, '"<hash>.zip"')
    .replace(/(CurrentVersion[0-9A-F]{8})[0-9a-f]{32}/g, '$1<hash>');

it.each(STAGES)('a change of what is deployed in %s is seen here', async (stage) => {
  const template = synthesize({ stage, alarmEmail: 'operator@example.com' }).toJSON();
  await expect(`${masked(template)}\n`).toMatchFileSnapshot(
    `__snapshots__/CallRecovery-${stage}.template.json`,
  );
});
