import { differences } from './demo/compare.ts';
import { DEMO_POLICY, type Played, play } from './demo/play.ts';
import { sceneReport, summary } from './demo/report.ts';
import { CONVERSATION, DOCUMENTED } from './demo/scenes.ts';
import { makeToken } from './local/callback-token.ts';
import { startLocalServer } from './local/server.ts';
import { endWithReader } from './print/standard-output.ts';
import { program, run } from './usage/program.ts';
import { Failure } from './usage/usage-error.ts';

const printAll = (played: readonly Played[]): void =>
  played.forEach((each, index) => {
    console.log(sceneReport(each, `${index + 1}/${played.length}`));
  });

function report(played: readonly Played[], logLines: readonly string[]): void {
  console.log(`The functions run here as they are deployed, with a DynamoDB in memory.
Long lines are broken for reading.

THE SEVEN EVENTS OF BANDWIDTH'S DOCUMENTATION
`);
  printAll(played.slice(0, DOCUMENTED.length));
  console.log('ONE CALL ON WHICH EVERYTHING FAILS\n');
  printAll(played.slice(DOCUMENTED.length));
  console.log(summary(played));
  const wrong = played.flatMap((each) => differences(each).map((line) => `${each.scene.title}\n    ${line}`));
  if (wrong.length > 0)
    throw new Failure(
      `NOT as documented:\n\n  ${wrong.join('\n  ')}\n\nThe functions logged:\n\n${logLines.join('\n')}`,
    );
  console.log(`All ${played.length} were answered and stored as documented.`);
}

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
  });
  try {
    report(await play([...DOCUMENTED, ...CONVERSATION], server), logLines);
  } finally {
    await server.close();
  }
}

await run(
  program(
    'demo',
    'Plays the documented callbacks and a failing conversation against the functions as they are deployed, and prints what came of each.',
  ).action(demo),
);
