import { consoleOfTable } from './console/of-table.ts';
import type { Console } from './console/start.ts';
import { banner } from './local/banner.ts';
import { requestLog } from './local/request-log.ts';
import { startLocalServer } from './local/server.ts';
import { readSettings } from './local/settings.ts';
import { StartError } from './local/start-error.ts';
import { endWithReader } from './print/standard-output.ts';

endWithReader();
try {
  const settings = readSettings(process.env);
  const log = requestLog(console.log, { isTerminal: process.stdout.isTTY });
  let calls: Console | undefined;
  const server = await startLocalServer({
    ...settings,
    ...log,
    onCallback: (event, status) => calls?.answered(event, status),
    onRedriven: (event) => calls?.redriven(event),
  });
  calls = consoleOfTable({ ...server, policy: settings.policy });
  const started = new AsyncDisposableStack();
  started.defer(server.close);
  started.defer(calls.close);
  const wantedPort = settings.port === 0 ? 0 : settings.port + 1;
  const consoleUrl = await calls.listen({ wantedPort, callbacksUrl: server.baseUrl });
  console.log(banner({ ...server, consoleUrl }, settings));
  // Not once: on Ctrl-C npm sends a second SIGINT after the terminal's own.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void started.disposeAsync());
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
