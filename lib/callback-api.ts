import { Stack } from 'aws-cdk-lib';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias, IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type CallbackName, callbackPath } from '../functions/callbacks.ts';
import { ACCESS_LOG_FORMAT } from './access-log.ts';
import { ExpiringLogGroup } from './log-group.ts';
import type { Settings } from './settings.ts';

/** How many requests may come at once, for each that may come per second. */
const BURST_PER_RATE = 2;

/** The HTTP API that Bandwidth calls: one route per callback, logged without its token. */
export class CallbackApi extends Construct {
  readonly httpApi: HttpApi;
  readonly stage: HttpStage;
  readonly #domainName: string | undefined;

  constructor(scope: Construct, id: string, settings: Settings) {
    super(scope, id);
    const { throttlePerSecond, logSample, domainName } = settings;
    this.#domainName = domainName;
    this.httpApi = new HttpApi(this, 'HttpApi', {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
    });
    const accessLogs = new ExpiringLogGroup(this, 'AccessLogs', settings);
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.httpApi,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: throttlePerSecond, burstLimit: throttlePerSecond * BURST_PER_RATE },
      detailedMetricsEnabled: true,
      ...(logSample === 1 && {
        accessLogSettings: { destination: new LogGroupLogDestination(accessLogs), format: ACCESS_LOG_FORMAT },
      }),
    });
  }

  /** Routes a callback to its function, whatever the method: the function itself answers 405. */
  addCallback(name: CallbackName, handler: Alias): void {
    this.httpApi.addRoutes({
      path: callbackPath(name),
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration(name, handler as IFunction),
    });
  }

  /** The answers 5xx of one callback; requests that no route of ours takes are in none of these. */
  serverErrorsOf(name: CallbackName): Metric {
    return this.stage.metricServerError().with({
      dimensionsMap: {
        ApiId: this.httpApi.apiId,
        Stage: this.stage.stageName,
        Method: HttpMethod.ANY,
        Resource: callbackPath(name),
      },
    });
  }

  /** The URL of a callback, with the literal `{token}` where the token goes; on the domain, if it has one. */
  callbackUrl(name: CallbackName): string {
    const base = this.#domainName === undefined ? this.stage.url : `https://${this.#domainName}/`;
    return `${base}${callbackPath(name).slice(1)}`;
  }
}
