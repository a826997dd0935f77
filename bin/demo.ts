import { makeToken } from './data-folder/callback-token.ts';
import { differences } from './demo/compare.ts';
import { DEMO_POLICY, play } from './demo/play.ts';
import { INTRODUCTION, sceneReport, summary } from './demo/report.ts';
import { CONVERSATION, DOCUMENTED } from './demo/scenes.ts';
import { startLocalServer } from './local/server.ts';
import { endWithReader } from './print/standard-output.ts';
import { program, run } from './usage/program.ts';
import { Failure } from './usage/usage-error.ts';

async function demo(): Promise<void> {
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
    const played = await play([...DOCUMENTED, ...CONVERSATION], server);
    for (const [index, each] of played.entries()) console.log(sceneReport(each, index, played.length));
    console.log(summary(played));
    const wrong = played.flatMap((each) => differences(each).map((line) => `${each.scene.title}\n  ${line}`));
    if (wrong.length > 0)
      throw new Failure(
        `NOT as documented:\n\n${wrong.join('\n')}\n\nThe functions logged:\n\n${logLines.join('\n')}`,
      );
    console.log(`All ${played.length} were answered and stored as documented.`);
  } finally {
    await server.close();
  }
}

await run(
  program(
    'demo',
    "Plays the seven events of Bandwidth's documentation and one failing call against the functions as they are deployed, with a database in memory, and prints what came of each.",
  ).action(demo),
);
