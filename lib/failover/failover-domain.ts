import { Duration, Stack } from 'aws-cdk-lib';
import { ApiMapping, DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnHealthCheck, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import type { CallbackApi } from '../callback-api.ts';
import { FAILOVER_RULE } from './times.ts';

/** What {@link FailoverDomain} needs. */
export interface FailoverDomainProps {
  readonly domainName: string;
  readonly certificateArn: string;
  readonly hostedZoneId: string;
  /** Whether it is the deployment that DNS leads to while the first answers 5xx. */
  readonly isSecond: boolean;
  readonly api: CallbackApi;
  /** What the alarm's name begins with. */
  readonly prefix: string;
}

/**
 * A domain that two deployments share, each with a regional API behind it. DNS leads to the first unless API Gateway
 * is down there or too many of its answers are 5xx
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/dns-failover.html).
 */
export class FailoverDomain extends Construct {
  constructor(scope: Construct, id: string, props: FailoverDomainProps) {
    super(scope, id);
    const { domainName, certificateArn, hostedZoneId, isSecond, api, prefix } = props;
    const certificate = Certificate.fromCertificateArn(this, 'Certificate', certificateArn);
    const domain = new DomainName(this, 'Domain', { domainName, certificate });
    new ApiMapping(this, 'Mapping', { api: api.httpApi, stage: api.stage, domainName: domain });
    new CfnRecordSet(this, 'Record', {
      hostedZoneId,
      name: domainName,
      type: 'A',
      aliasTarget: {
        dnsName: domain.regionalDomainName,
        hostedZoneId: domain.regionalHostedZoneId,
        evaluateTargetHealth: true,
      },
      failover: isSecond ? 'SECONDARY' : 'PRIMARY',
      setIdentifier: isSecond ? 'second' : 'first',
      ...(!isSecond && { healthCheckId: this.#healthCheck(api, prefix).attrHealthCheckId }),
    });
  }

  /** Nobody is told of its alarm: `function-errors` tells people of the first error. */
  #healthCheck(api: CallbackApi, prefix: string): CfnHealthCheck {
    const alarm = new Alarm(this, 'Errors', {
      alarmName: `${prefix} failover`,
      alarmDescription: 'DNS leads to the second deployment while this is red (docs/two-regions.md)',
      // One metric, as it is: a health check takes no metric math. The average of an error metric is its share.
      metric: api.stage.metricServerError({ statistic: 'Average', period: Duration.minutes(1) }),
      threshold: FAILOVER_RULE.errorShare,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm: FAILOVER_RULE.badMinutes,
      evaluationPeriods: FAILOVER_RULE.ofMinutes,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    return new CfnHealthCheck(this, 'HealthCheck', {
      healthCheckConfig: {
        type: 'CLOUDWATCH_METRIC',
        alarmIdentifier: { name: alarm.alarmName, region: Stack.of(this).region },
        insufficientDataHealthStatus: 'Healthy',
      },
    });
  }
}
