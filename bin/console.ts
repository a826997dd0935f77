import { mistakeOf } from './aws/failure.ts';
import { stackOutputs } from './aws/stack-outputs.ts';
import { NEEDED_RIGHTS } from './console/call/live.ts';
import { consoleOfTable, type PolicyInUse } from './console/start.ts';
import { watchPolicy } from './local/watch-policy.ts';
import { fold } from './print/fold.ts';
import { endWithReader } from './print/standard-output.ts';
import { type OpenTable, openTable } from './table/open-table.ts';
import { addTableOptions, type TableOptions } from './table/options.ts';
import { readDays } from './table/time.ts';
import { readPolicyOf } from './usage/policy.ts';
import { program, run } from './usage/program.ts';
import { wholeNumber } from './usage/read-options.ts';

type Options = TableOptions & { readonly since: string; readonly port: number; readonly policy: string };

/** The options of a table as `outcomes` takes them, too. */
const tableOptionsOf = ({ table, stack, endpoint, region }: Options): string[] =>
  Object.entries({ table, stack, endpoint, region }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );

async function show(options: Options): Promise<void> {
  endWithReader();
  const { sinceEpochMilliseconds, words: range } = readDays({ since: options.since }, new Date());
  const file = options.policy;
  let inUse: PolicyInUse = { file, policy: readPolicyOf(file), mistake: undefined };
  const started = new AsyncDisposableStack();
  let table: OpenTable | undefined;
  try {
    table = await openTable(options, process.env);
    started.defer(table.close);
    const { stack, region } = options;
    const outputs = stack === undefined ? {} : await stackOutputs(stack, region);
    const calls = consoleOfTable({
      ...table,
      policy: () => inUse,
      fallbackBaseUrl: outputs?.FallbackBaseUrl,
      tableOptions: tableOptionsOf(options),
      shows: { deployed: { words: stack ?? table.words, sinceEpochMilliseconds } },
    });
    started.defer(calls.close);
    function use(change: Partial<PolicyInUse>): void {
      inUse = { ...inUse, ...change };
      calls.policyChanged();
    }
    const unwatch = watchPolicy({
      file,
      policy: inUse.policy,
      tell: (_, message) => console.error(message),
      onPolicy: (policy) => use({ policy }),
      onMistake: (mistake) => use({ mistake }),
    });
    started.defer(unwatch);
    const url = await calls.listen(options.port);
    console.log(`${url}/ shows the calls, to this machine only.`);
    console.log(fold(`It reads ${table.words}, ${range}, and writes nothing. Ctrl-C ends it.`));
  } catch (error) {
    await started.disposeAsync();
    throw mistakeOf(error, NEEDED_RIGHTS, table?.words);
  }
  // Not once: on Ctrl-C npm sends a second SIGINT after the terminal's own.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void started.disposeAsync());
}

await run(
  addTableOptions(program('console', 'Shows the calls of a deployed stack in a browser. It only reads.'))
    .option('--since <time>', 'calls from then on: how long ago (90m), or a date', '1h')
    .option(
      '--policy <file>',
      'the policy that explains',
      process.env.RECOVERY_FILE?.trim() || 'recovery.json',
    )
    .option(
      '--port <number>',
      'of the page on 127.0.0.1; another if it is taken',
      wholeNumber(0, 65_535),
      3001,
    )
    .action(show),
);
