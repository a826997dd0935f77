import { makeToken } from './data-folder/callback-token.ts';
import { differences } from './demo/compare.ts';
import { DEMO_POLICY, play } from './demo/play.ts';
import { CONCLUSION, INTRODUCTION, sceneReport, summary } from './demo/report.ts';
import { DOCUMENTED, LOST, RECOVERED } from './demo/scenes.ts';
import { startLocalServer } from './local/server.ts';
import { endWithReader } from './print/standard-output.ts';
import { program, run } from './usage/program.ts';
import { Failure } from './usage/usage-error.ts';

async function demo({ verbose = false }: { verbose?: boolean }): Promise<void> {
  endWithReader();
  const logLines: string[] = [];
  const server = await startLocalServer({
    port: 0,
    token: makeToken(),
    policy: DEMO_POLICY,
    tableName: 'outcomes',
    dataDirectory: undefined,
    onLogLine: (line) => logLines.push(line),
    onRequest: (served) => logLines.push(...served.logLines),
  });
  console.log(INTRODUCTION);
  try {
    const played = await play([...RECOVERED, ...LOST, ...DOCUMENTED], server);
    const shown = verbose ? played : played.slice(0, RECOVERED.length);
    for (const [index, each] of shown.entries()) console.log(sceneReport(each, index, verbose));
    console.log(summary(played));
    const wrong = played.flatMap((each) => differences(each).map((line) => `${each.scene.title}\n  ${line}`));
    if (wrong.length > 0)
      throw new Failure(
        `NOT as documented:\n\n${wrong.join('\n')}\n\nThe functions logged:\n\n${logLines.join('\n')}`,
      );
    console.log(`All ${played.length} were answered and stored as documented.${CONCLUSION}`);
  } finally {
    await server.close();
  }
}

await run(
  program(
    'demo',
    "Plays a call that is recovered, one on which everything fails, and the seven events of Bandwidth's documentation against the functions as they are deployed, with a database in memory, and prints what came of each.",
  )
    .option('--verbose', 'every event with its answer and its stored item')
    .action(demo),
);
