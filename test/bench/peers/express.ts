import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { configure } from '@codegenie/serverless-express';
import express from 'express';

import { answer } from './answer.ts';
import { decideReferral, isKnownToken, outcomeRow } from './recovery.ts';

const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));

const app = express();
app.use(express.json());

app.post('/:token/refer-complete', async (request, response) => {
  if (!isKnownToken(request.params.token)) {
    response.sendStatus(404);
    return;
  }
  const event = request.body;
  const decision = decideReferral(event, new URL(request.url, 'http://localhost').searchParams);
  await client.send(
    new PutCommand({
      TableName: process.env.OUTCOMES_TABLE,
      Item: outcomeRow(event, decision),
      ConditionExpression: 'attribute_not_exists(callId)',
    }),
  );
  console.log(`${event.eventType} ${event.callId} ${decision.outcome} ${decision.step}`);
  response.type('application/xml').send(answer(decision));
});

/** Express behind Lambda, as an app written after Bandwidth's samples comes there. */
export const handler = configure({ app });
