import { describe, expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';
import { propertiesOf, resources, synthesize } from './stack-template.ts';

const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';
const template = synthesize();
const keys = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  { AttributeName: sortKey, KeyType: 'RANGE' },
];

it('the outcomes table is that of its description, forgets, and is paid by request', () => {
  expect(propertiesOf(template, GLOBAL_TABLE)).toMatchObject([
    {
      KeySchema: keys(OUTCOMES_TABLE.partitionKey, OUTCOMES_TABLE.sortKey),
      TimeToLiveSpecification: { AttributeName: OUTCOMES_TABLE.timeToLive, Enabled: true },
      BillingMode: 'PAY_PER_REQUEST',
    },
  ]);
  const [table] = propertiesOf(template, GLOBAL_TABLE);
  expect(table?.GlobalSecondaryIndexes).toEqual(
    OUTCOMES_TABLE.indexes.map(({ name, partitionKey, sortKey, projected }) => ({
      IndexName: name,
      KeySchema: keys(partitionKey, sortKey),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: projected },
    })),
  );
});

describe.each([
  { stage: 'prod', kept: true, deletionPolicy: 'Retain' },
  { stage: 'dev', kept: false, deletionPolicy: 'Delete' },
] as const)('in $stage', ({ stage, kept, deletionPolicy }) => {
  const ofStage = synthesize({ stage });

  it.each([
    [GLOBAL_TABLE, 1],
    ['AWS::Logs::LogGroup', CALLBACKS.length + 2],
    ['AWS::SQS::Queue', 2],
  ])(`each %s has the policy ${deletionPolicy}, for its end and for its replacement`, (type, count) => {
    // Of a first deployment that fails, no queue and no log stays behind.
    const atEnd = kept && type !== GLOBAL_TABLE ? 'RetainExceptOnCreate' : deletionPolicy;
    const policies = resources(ofStage, type).map(([, { DeletionPolicy, UpdateReplacePolicy }]) => ({
      DeletionPolicy,
      UpdateReplacePolicy,
    }));
    const both = { DeletionPolicy: atEnd, UpdateReplacePolicy: deletionPolicy };
    expect(policies).toEqual(Array(count).fill(both));
  });

  it(`the table is ${kept ? '' : 'not '}protected from deletion and recoverable to a point in time`, () => {
    ofStage.hasResourceProperties(GLOBAL_TABLE, {
      Replicas: [
        {
          DeletionProtectionEnabled: kept,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: kept },
        },
      ],
    });
  });
});
