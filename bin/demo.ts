import { differences } from './demo/compare.ts';
import { type Played, play } from './demo/play.ts';
import { DEMO_POLICY } from './demo/policy.ts';
import { sceneReport, summary } from './demo/report.ts';
import { CONVERSATION, DOCUMENTED } from './demo/scenes.ts';
import { makeToken } from './local/callback-token.ts';
import { dynamoDbClient } from './local/dynamodb-client.ts';
import { startLocalServer } from './local/server.ts';
import { endWithReader } from './local/standard-output.ts';

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
