import { mistakeOf } from './aws/failure.ts';
import { stackOutputs } from './aws/stack-outputs.ts';
import { deployedUrls } from './urls/deployed-urls.ts';
import { readSettings, USAGE } from './urls/settings.ts';
import { urlsText } from './urls/urls-text.ts';
import { Failure, tellMistake } from './usage/usage-error.ts';

try {
  const settings = readSettings(process.argv.slice(2));
  if (settings === 'help') console.log(USAGE);
  else {
    const { stack, region, token } = settings;
    const outputs = await stackOutputs(stack, region);
    if (!outputs) throw new Failure(`There is no stack "${stack}" in this account and region.`);
    console.log(urlsText(deployedUrls(stack, outputs, token)));
  }
} catch (error) {
  tellMistake(mistakeOf(error, { needs: 'cloudformation:DescribeStacks' }));
}
