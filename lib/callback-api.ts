import { Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type CallbackName, callbackPath } from '../functions/callbacks.ts';
import { ACCESS_LOG_FORMAT } from './access-log.ts';
import { ExpiringLogGroup } from './log-group.ts';
import type { Stage } from './stage.ts';

/**
 * Requests per second, and at once, beyond which API Gateway answers 429 and the
 * call is lost. High on purpose: it bounds what a flood can cost, not what calls need.
 */
const THROTTLE = { rateLimit: 2_000, burstLimit: 4_000 };

/** The HTTP API that Bandwidth calls: one route per callback, logged without its token. */
export class CallbackApi extends Construct {
  readonly httpApi: HttpApi;
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.httpApi = new HttpApi(this, 'HttpApi', {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(new ExpiringLogGroup(this, 'AccessLogs', stage)),
        format: ACCESS_LOG_FORMAT,
      },
    });
  }

  /** Routes a callback to its function, whatever the method: the function itself answers 405. */
  addCallback(name: CallbackName, handler: IFunction): void {
    this.httpApi.addRoutes({
      path: callbackPath(name),
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration(name, handler),
    });
  }

  /** The URL of a callback, with the literal `{token}` where the token goes. */
  callbackUrl(name: CallbackName): string {
    return `${this.stage.url}${callbackPath(name).slice(1)}`;
  }
}
