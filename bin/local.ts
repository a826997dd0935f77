import { dynamoDbClient } from './aws/dynamodb-client.ts';
import { type Console, consoleOfTable, type PolicyInUse } from './console/start.ts';
import { banner } from './local/banner.ts';
import { endWithParent } from './local/end-with-parent.ts';
import { startLocalServer } from './local/server.ts';
import { jsonLog, readableLog } from './local/server-log.ts';
import { readServerSettings, VARIABLES } from './local/settings.ts';
import { watchPolicy } from './local/watch-policy.ts';
import { endWithReader } from './print/standard-output.ts';
import { program, run } from './usage/program.ts';

async function serve({ json = false, publicUrl }: { json?: boolean; publicUrl?: string }): Promise<void> {
  endWithReader();
  // Started otherwise, it may be meant to outlive a shell.
  if (/^(?:start|npx)$/.test(process.env.npm_lifecycle_event ?? '')) endWithParent();
  const settings = readServerSettings(process.env, publicUrl === undefined ? {} : { publicUrl });
  const log = json ? jsonLog(console.log) : readableLog(console.log);
  let inUse: PolicyInUse = { policy: settings.policy, file: settings.policyFile, mistake: undefined };
  let calls: Console | undefined;
  const server = await startLocalServer({
    ...settings,
    logParties: !json,
    onLogLine: log.onLogLine,
    onRequest(served) {
      log.onRequest(served);
      if (served.event) calls?.answered(served.event, served.status);
    },
    onRedriven: (event) => calls?.redriven(event),
  });
  const { baseUrl, endpoint, tableName } = server;
  const started = new AsyncDisposableStack();
  started.defer(server.close);
  const client = started.adopt(dynamoDbClient(endpoint), (one) => one.destroy());
  const { token, tokenSource, fallbackBaseUrl } = settings;
  const own = { token, tokenSource, callbacksUrl: baseUrl };
  calls = consoleOfTable({ client, tableName, policy: () => inUse, fallbackBaseUrl, shows: { own } });
  started.defer(calls.close);
  const wantedPort = settings.port === 0 ? 0 : settings.port + 1;
  const consoleUrl = await calls.listen(wantedPort);
  const unwatch = watchPolicy({
    file: settings.policyFile,
    policy: inUse.policy,
    tell: log.tell,
    onPolicy(policy) {
      inUse = { ...inUse, policy };
      server.usePolicy(policy);
      calls?.policyChanged();
    },
    onMistake(mistake) {
      inUse = { ...inUse, mistake };
      calls?.policyChanged();
    },
  });
  started.defer(unwatch);
  (json ? console.error : console.log)(banner({ ...server, consoleUrl }, settings));
  if (json) log.tell('INFO', 'local server started', { baseUrl, consoleUrl, endpoint, tableName });
  // Not once: on Ctrl-C npm sends a second SIGINT after the terminal's own.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void started.disposeAsync());
}

await run(
  program('start', 'Serves the functions as they are deployed, on this machine, and prints what to paste.')
    .option('--public-url <url>', 'where a tunnel makes it public, such as https://calls.example.com')
    .option(
      '--json',
      'on standard output only JSON lines: the log of the functions; all else on standard error',
    )
    .addHelpText('after', VARIABLES)
    .action(serve),
);
