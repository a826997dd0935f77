import { differences } from './demo/compare.ts';
import { type Played, play } from './demo/play.ts';
import { DEMO_POLICY } from './demo/policy.ts';
import { sceneReport, summary } from './demo/report.ts';
import { CONVERSATION, DOCUMENTED } from './demo/scenes.ts';
import { makeToken } from './local/callback-token.ts';
import { dynamoDbClient } from './local/dynamodb-client.ts';
import { startLocalServer } from './local/server.ts';
import { endWithReader } from './print/standard-output.ts';
import { readOptions } from './usage/read-options.ts';
import { tellMistake } from './usage/usage-error.ts';

const USAGE = `npm run demo plays the documented callbacks and a failing conversation against the functions as they are
deployed, and prints what came of each. It takes no options.`;

/** Whether the demo is to be played: help was not asked for, and nothing that there is not. */
function isWanted(): boolean {
  try {
    const { values } = readOptions({ options: { help: { type: 'boolean', short: 'h' } } }, `\n${USAGE}`);
    if (values.help) console.log(USAGE);
    return !values.help;
  } catch (error) {
    tellMistake(error);
    return false;
  }
}

endWithReader();
if (!isWanted()) process.exit();
const logLines: string[] = [];
const server = await startLocalServer({
  port: 0,
  token: makeToken(),
  policy: DEMO_POLICY,
  tableName: 'outcomes',
  dataDirectory: undefined,
  onLogLine: (line) => logLines.push(line),
});
const client = dynamoDbClient(server.endpoint);

const printAll = (played: readonly Played[]): void =>
  played.forEach((each, index) => {
    console.log(sceneReport(each, `${index + 1}/${played.length}`));
  });

try {
  console.log(`The functions run here as they are deployed, with a DynamoDB in memory.
Long lines are broken for reading.

THE SEVEN EVENTS OF BANDWIDTH'S DOCUMENTATION
`);
  const played = await play([...DOCUMENTED, ...CONVERSATION], server, client);
  printAll(played.slice(0, DOCUMENTED.length));
  console.log('ONE CALL ON WHICH EVERYTHING FAILS\n');
  printAll(played.slice(DOCUMENTED.length));
  console.log(summary(played));

  const wrong = played.flatMap((each) => differences(each).map((line) => `${each.scene.title}\n    ${line}`));
  if (wrong.length > 0) {
    console.error(
      `NOT as documented:\n\n  ${wrong.join('\n  ')}\n\nThe functions logged:\n\n${logLines.join('\n')}`,
    );
    process.exitCode = 1;
  } else {
    console.log(`All ${played.length} were answered and stored as documented.`);
  }
} finally {
  client.destroy();
  await server.close();
}
