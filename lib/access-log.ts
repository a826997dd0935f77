import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';

/**
 * One JSON line per request. The path holds the token, so the route stands for it;
 * nothing that a client may choose freely is logged.
 */
export const ACCESS_LOG_FORMAT = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    requestTimeEpochMs: '$context.requestTimeEpoch',
    routeKey: '$context.routeKey',
    httpMethod: '$context.httpMethod',
    status: '$context.status',
    responseBytes: '$context.responseLength',
    responseLatencyMs: '$context.responseLatency',
    integrationLatencyMs: '$context.integrationLatency',
    integrationStatus: '$context.integrationStatus',
    integrationError: '$context.integrationErrorMessage',
    sourceIp: '$context.identity.sourceIp',
  }),
);
