import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALARMS, EVENT_ALARMS, saidOf } from '../../../lib/monitoring/alarm-rows.ts';
import { VERSION_ALARMS } from '../../../lib/monitoring/version-alarms.ts';
import { ALARM_NAMES, type AlarmChanges } from '../../../lib/settings/alarms.ts';
import { onlyIdOf, PROJECT, propertiesOf, synthesize } from '../stack-template.ts';

const runbookUrl = 'https://wiki.example.com/calls';
const template = synthesize({ alarmEmail: 'operator@example.com', runbookUrl });
const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm').filter(
  ({ AlarmActions }) => AlarmActions !== undefined,
);
const topic = { Ref: onlyIdOf(template, 'AWS::SNS::Topic') };

it('each alarm says what is wrong and where to read on, and tells the topic when it comes and goes', () => {
  expect(alarms).toHaveLength(ALARMS.length);
  ALARMS.forEach(({ name, ...row }, index) => {
    expect(alarms[index]).toMatchObject({
      AlarmName: `CallRecovery-prod/Calls ${name}`,
      AlarmDescription: `${saidOf(row)}. ${runbookUrl}#${name}`,
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
  expect([...ALARMS, ...EVENT_ALARMS].map(({ name }) => name)).toEqual(ALARM_NAMES);
  expect(headings).toEqual(ALARM_NAMES);
  expect(headings).toEqual(expect.arrayContaining(VERSION_ALARMS.map(({ name }) => name)));
});

describe('the setting alarms', () => {
  const limitsOf = (changes: AlarmChanges) =>
    propertiesOf(synthesize({ alarms: changes }), 'AWS::CloudWatch::Alarm').map(
      ({ AlarmName, AlarmDescription, Threshold, EvaluationPeriods }) => ({
        name: JSON.stringify(AlarmName),
        says: AlarmDescription,
        limits: [Threshold, EvaluationPeriods],
      }),
    );
  const named = (found: ReturnType<typeof limitsOf>, word: string) =>
    found.filter(({ name }) => name.includes(word));

  it('changes threshold and periods of the alarm that it names, and of no other', () => {
    const changes = { 'slow-answers': { threshold: 1500, periods: 5 }, 'refused-requests': { threshold: 7 } };
    const [before, after] = [limitsOf({}), limitsOf(changes)];
    const [slow, ...ofVersions] = named(after, 'slow-answers');
    expect(slow).toMatchObject({ limits: [1500, 5], says: expect.stringContaining('waits 1.5 s or more') });
    expect(ofVersions.length).toBeGreaterThan(8);
    for (const { limits } of ofVersions) expect(limits).toEqual([1500, 2]);
    expect(named(after, 'refused')[0]).toMatchObject({
      limits: [7, 1],
      says: expect.stringMatching(/^7 requests/),
    });
    const others = (found: typeof before) => found.filter(({ name }) => !/slow-answers|refused/.test(name));
    expect(others(after)).toEqual(others(before));
  });

  it('leaves out an alarm that is false, which the dashboard then does not show', () => {
    const changes = { 'client-errors': false, defects: false } as const;
    expect(limitsOf(changes).filter(({ name }) => /client-errors|defects/.test(name))).toEqual([]);
    const [dashboard] = propertiesOf(synthesize({ alarms: changes }), 'AWS::CloudWatch::Dashboard');
    expect(JSON.stringify(dashboard)).toContain('CallsAlarmsslowanswers');
    expect(JSON.stringify(dashboard)).not.toMatch(/CallsAlarms(?:clienterrors|defects)/);
  });

  it('may leave out each of them', () => {
    const changes = Object.fromEntries(ALARM_NAMES.map((name) => [name, false] as const));
    expect(limitsOf(changes)).toEqual([]);
  });
});

it('without the setting dashboard there is none', () => {
  synthesize().resourceCountIs('AWS::CloudWatch::Dashboard', 1);
  synthesize({ dashboard: false }).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
});
