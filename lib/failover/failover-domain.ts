import { Duration, Stack } from 'aws-cdk-lib';
import { ApiMapping, DomainName } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnHealthCheck, CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { CALLBACKS, type CallbackName } from '../../functions/callbacks.ts';
import type { CallbackApi } from '../callback-api.ts';
import { FAILOVER_RULE } from './times.ts';

/** The properties of {@link FailoverDomain}. */
interface FailoverDomainProps {
  readonly domainName: string;
  readonly certificateArn: string;
  readonly hostedZoneId: string;
  /** Whether it is the deployment that DNS leads to while the first answers 5xx. */
  readonly isSecond: boolean;
  readonly api: CallbackApi;
  /** The beginning of the alarm's name. */
  readonly prefix: string;
}

/**
 * A domain that two deployments share, each with a regional API behind it. DNS leads to the first unless API Gateway
 * is down there or too many answers to one of its callbacks were 5xx
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

  /**
   * Healthy while each callback is at which a caller waits. What callback it is matters: a request to no route of
   * ours is answered 404 by API Gateway alone, and a scanner's would else count as a good minute of a dead region.
   */
  #healthCheck(api: CallbackApi, prefix: string): CfnHealthCheck {
    const checks = CALLBACKS.filter(({ safe }) => safe !== 'nothing').map(({ name }) =>
      this.#checkOf(name, api, prefix),
    );
    return new CfnHealthCheck(this, 'HealthCheck', {
      healthCheckConfig: {
        type: 'CALCULATED',
        childHealthChecks: checks.map(({ attrHealthCheckId }) => attrHealthCheckId),
        healthThreshold: checks.length,
      },
    });
  }

  /**
   * Follows the data of an alarm, not its state nor how it treats missing data, and takes no "M out of N"
   * (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-types.html). Without data, as when DNS
   * has led the calls away, it stays as it was: the way back is by hand. Nobody is told of the alarm:
   * `function-errors` tells people of the first error.
   */
  #checkOf(name: CallbackName, api: CallbackApi, prefix: string): CfnHealthCheck {
    const { errorShare, badMinutes } = FAILOVER_RULE;
    const alarm = new Alarm(this, `${name}-errors`, {
      alarmName: `${prefix} failover ${name}`,
      alarmDescription: 'DNS leads to the second deployment once this is red (docs/two-regions.md)',
      // One metric, as it is: a health check takes no metric math. The average of an error metric is its share.
      metric: api.serverErrorsOf(name).with({ statistic: 'Average', period: Duration.minutes(1) }),
      threshold: errorShare,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm: badMinutes,
      evaluationPeriods: badMinutes,
      treatMissingData: TreatMissingData.IGNORE,
    });
    return new CfnHealthCheck(this, `${name}-check`, {
      healthCheckConfig: {
        type: 'CLOUDWATCH_METRIC',
        alarmIdentifier: { name: alarm.alarmName, region: Stack.of(this).region },
        insufficientDataHealthStatus: 'LastKnownStatus',
      },
    });
  }
}
