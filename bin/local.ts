import { banner } from './local/banner.ts';
import { requestLog } from './local/request-log.ts';
import { startLocalServer } from './local/server.ts';
import { readSettings } from './local/settings.ts';
import { endWithReader } from './local/standard-output.ts';
import { StartError } from './local/start-error.ts';

endWithReader();
try {
  const settings = readSettings(process.env);
  const log = requestLog(console.log, { isTerminal: process.stdout.isTTY });
  const server = await startLocalServer({ ...settings, ...log, hasConsole: true });
  console.log(banner(server, settings));
  // Not once: on Ctrl-C npm sends a second SIGINT after the terminal's own.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void server.close());
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
