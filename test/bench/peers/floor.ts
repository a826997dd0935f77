import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const client = new DynamoDBClient({});

const attribute = (value: string | number) =>
  typeof value === 'number' ? { N: String(value) } : { S: value };

/** The least that a callback can cost with the official client: JSON.parse, one PutItem, a constant answer. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const fields: Record<string, string | number> = JSON.parse(event.body ?? '{}');
  const { eventTime, eventType } = fields;
  const attributes = Object.entries({ ...fields, eventKey: `${eventTime}#${eventType}` }).map(
    ([name, value]) => [name, attribute(value)],
  );
  await client.send(
    new PutItemCommand({ TableName: process.env.OUTCOMES_TABLE, Item: Object.fromEntries(attributes) }),
  );
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: '<?xml version="1.0" encoding="UTF-8"?><Response><Hangup/></Response>',
  };
}
