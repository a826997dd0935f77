import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { STACK } from '../cdk.ts';
import { Failure } from '../failure.ts';
import { runProgram } from '../run-program.ts';
import type { Target } from '../target.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/urls.ts', import.meta.url));

/**
 * Checks that `npm run urls` prints the addresses that the calls are played against.
 * @throws {Failure} when it does not
 */
export async function checkUrls({ baseUrl, token }: Target, folder: string): Promise<void> {
  const tokenFile = join(folder, 'token');
  writeFileSync(tokenFile, `${token}\n`, { mode: 0o600 });
  const printed = await runProgram(process.execPath, [PROGRAM, '--stack', STACK, '--token-file', tokenFile]);
  if (!printed.includes(`${baseUrl}/${token}/refer-complete`))
    throw new Failure(`npm run urls prints other URLs than ${baseUrl}/{token}/…`);
}
