import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ALARMS, EVENT_ALARMS } from '../../../lib/monitoring/alarm-rows.ts';
import { VERSION_ALARMS } from '../../../lib/monitoring/version-alarms.ts';
import { onlyIdOf, PROJECT, propertiesOf, synthesize } from '../stack-template.ts';

const runbookUrl = 'https://wiki.example.com/calls';
const template = synthesize({ alarmEmail: 'operator@example.com', runbookUrl });
const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm').filter(
  ({ AlarmActions }) => AlarmActions !== undefined,
);
const topic = { Ref: onlyIdOf(template, 'AWS::SNS::Topic') };

it('each alarm says what is wrong and where to read on, and tells the topic when it comes and goes', () => {
  expect(alarms).toHaveLength(ALARMS.length);
  ALARMS.forEach(({ name, says }, index) => {
    expect(alarms[index]).toMatchObject({
      AlarmName: `CallRecovery-prod/Calls ${name}`,
      AlarmDescription: `${says}. ${runbookUrl}#${name}`,
      AlarmActions: [topic],
      OKActions: [topic],
      TreatMissingData: 'notBreaching',
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    });
  });
});

it('each alarm watches this metric and goes off at this value: another would stay silent, or wake people for nothing', () => {
  const own = 'CallRecovery/CallRecovery-prod/Calls';
  const watched = alarms.map(
    ({ Namespace, MetricName, Statistic, ExtendedStatistic, Period, Threshold, EvaluationPeriods }) =>
      [Namespace, MetricName, Statistic ?? ExtendedStatistic, Period, Threshold, EvaluationPeriods].join(' '),
  );
  expect(watched).toEqual([
    `${own} SafetyNetAnswers Sum 60 1 1`,
    `${own} Defects Sum 60 1 1`,
    'AWS/ApiGateway 5xx Sum 60 1 1',
    'AWS/Lambda Errors Sum 60 1 1',
    'AWS/Lambda Throttles Sum 60 1 1',
    'AWS/ApiGateway Latency p99 60 3000 3',
    `${own} OutcomesQueued Sum 300 1 1`,
    'AWS/SQS ApproximateNumberOfMessagesNotVisible Maximum 60 1 8',
    'AWS/SQS ApproximateNumberOfMessagesVisible Maximum 60 1 8',
    'AWS/SQS ApproximateNumberOfMessagesVisible Maximum 60 1 1',
    `${own} Callbacks Sum 60 1 1`,
    `${own} OutcomesLogged Sum 60 1 1`,
    `${own} RefusedRequests Sum 300 100 1`,
    'AWS/ApiGateway 4xx Sum 300 300 1',
  ]);
});

it('who gave an address is told', () => {
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'operator@example.com',
    TopicArn: topic,
  });
  synthesize().resourceCountIs('AWS::SNS::Subscription', 0);
});

it('without the setting, the link can be clicked; no alarm has metric math, which test:deploy does not take', () => {
  for (const alarm of propertiesOf(synthesize(), 'AWS::CloudWatch::Alarm')) {
    expect(alarm.AlarmDescription).toMatch(/ https:\/\/\S+\/docs\/runbook\.md#[a-z-]+$/);
    expect(alarm).not.toHaveProperty('Metrics');
  }
});

it('docs/runbook.md has a section for each alarm, those of new versions too, and none for others', () => {
  const runbook = readFileSync(`${PROJECT}/docs/runbook.md`, 'utf8');
  const headings = [...runbook.matchAll(/^## ([a-z-]+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual([...ALARMS, ...EVENT_ALARMS].map(({ name }) => name));
  expect(headings).toEqual(expect.arrayContaining(VERSION_ALARMS.map(({ name }) => name)));
});
