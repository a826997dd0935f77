import { deployedUrls } from './urls/deployed-urls.ts';
import { readSettings, USAGE, UsageError } from './urls/settings.ts';
import { stackOutputs } from './urls/stack-outputs.ts';
import { urlsText } from './urls/urls-text.ts';

try {
  const settings = readSettings(process.argv.slice(2));
  if (settings === 'help') console.log(USAGE);
  else {
    const { stack, region, token } = settings;
    const outputs = await stackOutputs(stack, region);
    if (!outputs) throw new UsageError(`There is no stack "${stack}" in this account and region.`);
    console.log(urlsText(deployedUrls(stack, outputs, token)));
  }
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
