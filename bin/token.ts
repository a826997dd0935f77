import { hashToken, makeToken } from './local/callback-token.ts';
import { saveToken } from './token/save-token.ts';
import { readSettings, USAGE } from './token/settings.ts';
import { printedText, savedText } from './token/text.ts';
import { UsageError } from './usage/usage-error.ts';

try {
  const settings = readSettings(process.argv.slice(2));
  const token = makeToken();
  const texts = {
    help: () => USAGE,
    print: () => printedText(token, hashToken(token)),
    'print-token-only': () => token,
  };
  console.log(
    settings.does === 'save' ? savedText(saveToken(process.cwd(), token, settings)) : texts[settings.does](),
  );
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
