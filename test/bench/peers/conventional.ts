import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import { JSONStringified } from '@aws-lambda-powertools/parser/helpers';
import { parser } from '@aws-lambda-powertools/parser/middleware';
import { APIGatewayProxyEventV2Schema } from '@aws-lambda-powertools/parser/schemas/api-gatewayv2';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { captureLambdaHandler } from '@aws-lambda-powertools/tracer/middleware';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import { z } from 'zod';
import { answer } from './answer.ts';
import { decideReferral, isKnownToken, outcomeRow } from './recovery.ts';

const logger = new Logger();
const metrics = new Metrics();
const tracer = new Tracer();
const dynamoDb = tracer.captureAWSv3Client(new DynamoDBClient({}));
const client = DynamoDBDocumentClient.from(dynamoDb);

const ReferCompleteSchema = z.looseObject({
  eventType: z.literal('referComplete'),
  eventTime: z.iso.datetime(),
  accountId: z.string(),
  applicationId: z.string(),
  from: z.string(),
  to: z.string(),
  direction: z.enum(['inbound', 'outbound']),
  callId: z.string().min(1),
  callUrl: z.string(),
  startTime: z.iso.datetime(),
  answerTime: z.iso.datetime().optional(),
  tag: z.string().optional(),
  referCallStatus: z.string(),
  referSipResponseCode: z.number().int().optional(),
  notifySipResponseCode: z.number().int().optional(),
});

const RequestSchema = APIGatewayProxyEventV2Schema.extend({ body: JSONStringified(ReferCompleteSchema) });

const recover = makeIdempotent(
  async (event: z.infer<typeof ReferCompleteSchema>, query: URLSearchParams): Promise<string> => {
    const decision = decideReferral(event, query);
    await client.send(
      new PutCommand({ TableName: process.env.OUTCOMES_TABLE, Item: outcomeRow(event, decision) }),
    );
    logger.info('callback answered', {
      callId: event.callId,
      outcome: decision.outcome,
      step: decision.step,
      attempt: decision.ended.attempt,
    });
    metrics.addDimension('outcome', decision.outcome);
    metrics.addMetric('callbacks', MetricUnit.Count, 1);
    return answer(decision);
  },
  {
    persistenceStore: new DynamoDBPersistenceLayer({
      tableName: process.env.IDEMPOTENCY_TABLE ?? '',
      awsSdkV3Client: dynamoDb,
    }),
    config: new IdempotencyConfig({ eventKeyJmesPath: '[callId, eventTime, eventType]' }),
  },
);

/** What an experienced serverless developer would assemble from Powertools, zod and the SDKs. */
export const handler = middy<z.infer<typeof RequestSchema>>()
  .use(captureLambdaHandler(tracer, { captureResponse: false }))
  .use(injectLambdaContext(logger))
  .use(logMetrics(metrics))
  .use(parser({ schema: RequestSchema }))
  .handler(async ({ body, pathParameters, rawQueryString }) => {
    if (!isKnownToken(pathParameters?.token ?? '')) return { statusCode: 404 };
    return {
      statusCode: 200,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
      body: await recover(body, new URLSearchParams(rawQueryString)),
    };
  });
