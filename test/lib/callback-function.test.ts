import { describe, expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { Environment } from '../../functions/environment.ts';
import { callbackFunctions, onlyIdOf, resources, SETTINGS, synthesize } from './stack-template.ts';

const template = synthesize({
  outcomeTtlDays: 30,
  logParties: true,
  functionMemoryMb: 1024,
  logSample: 0.01,
  storeTimeoutMs: 500,
  queueTimeoutMs: 400,
});
const all = resources(template, 'AWS::Lambda::Function');
const functions = callbackFunctions(template);
const [, [queueId]] = resources(template, 'AWS::SQS::Queue') as [unknown, [string, unknown]];
const tableId = onlyIdOf(template, 'AWS::DynamoDB::GlobalTable');

it('there is one function per callback', () => {
  expect(functions.map(([, { Properties }]) => Properties.Description)).toEqual(
    CALLBACKS.map(({ name }) => `Answers ${name} callbacks of Bandwidth`),
  );
});

describe.each(functions)('%s', (_id, { Properties }) => {
  it('runs the bundle on Node 24 on arm64, and reserves no concurrency', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'handler.handler',
      MemorySize: 1024,
      Timeout: 10,
    });
    expect(Properties).not.toHaveProperty('ReservedConcurrentExecutions');
  });

  it('is told what it needs, and nothing else', () => {
    expect(Properties.Environment).toEqual({
      Variables: {
        [Environment.outcomesTable]: { Ref: tableId },
        [Environment.fallbackQueueUrl]: { Ref: queueId },
        [Environment.callbackTokenSha256]: SETTINGS.callbackTokenSha256.join(','),
        [Environment.outcomeTtlDays]: '30',
        [Environment.logParties]: 'true',
        [Environment.logSample]: '0.01',
        [Environment.storeTimeoutMs]: '500',
        [Environment.queueTimeoutMs]: '400',
        [Environment.metricsNamespace]: 'CallRecovery/CallRecovery-prod/Calls',
      },
    });
  });

  it('logs JSON to a group of its own that forgets after three months', () => {
    expect(Properties.LoggingConfig).toMatchObject({ LogFormat: 'JSON', SystemLogLevel: 'WARN' });
    const { LogGroup } = Properties.LoggingConfig as { LogGroup: { Ref: string } };
    const groups = Object.fromEntries(resources(template, 'AWS::Logs::LogGroup'));
    expect(groups[LogGroup.Ref]?.Properties.RetentionInDays).toBe(90);
    const users = all.filter(([, other]) => JSON.stringify(other).includes(LogGroup.Ref));
    expect(users).toHaveLength(1);
  });
});

it('keeps executions for each callback where it is told to, and for nothing else', () => {
  const reserved = resources(synthesize({ reservedConcurrency: 50 }), 'AWS::Lambda::Function').map(
    ([, { Properties }]) => Properties.ReservedConcurrentExecutions,
  );
  expect(reserved.filter((executions) => executions === 50)).toHaveLength(CALLBACKS.length);
  expect(reserved).toHaveLength(CALLBACKS.length + 1);
});

it.each([
  ['prod', 'RetainExceptOnCreate'],
  ['dev', 'Delete'],
] as const)('versions of earlier deployments of %s: %s', (stage, policy) => {
  for (const [, { DeletionPolicy }] of resources(synthesize({ stage }), 'AWS::Lambda::Version'))
    expect(DeletionPolicy ?? 'Delete').toBe(policy);
});
