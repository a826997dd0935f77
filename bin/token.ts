import { parseArgs } from 'node:util';
import { hashToken, makeToken } from './local/callback-token.ts';

function readArguments(): { readonly quiet: boolean } {
  try {
    return parseArgs({ options: { quiet: { type: 'boolean', default: false } } }).values;
  } catch {
    console.error('npm run token takes one option: npm run --silent token -- --quiet prints the token only.');
    process.exit(1);
  }
}

const { quiet } = readArguments();
const token = makeToken();
const sha256 = hashToken(token);

if (quiet) {
  console.log(token);
} else {
  console.log(`A new callback token, 256 random bits. It is shown once and kept nowhere.

  token    ${token}
  SHA-256  ${sha256}

1. Deploy with the hash; the deployment never learns the token:

  npx cdk deploy -c callbackTokenSha256=${sha256}

2. Keep the token in a password manager, and put it in place of {token} into
   the two URLs that the deployment prints.

To change tokens without losing a call: deploy with both hashes,

  npx cdk deploy -c callbackTokenSha256=<old hash>,<new hash>

then change the URLs, and a day later deploy with the new hash alone.

For scripts: npm run --silent token -- --quiet prints the token only.`);
}
