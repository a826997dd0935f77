import { describe, expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';
import { resources, synthesize } from './stack-template.ts';

const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';
const template = synthesize();
const keys = (partitionKey: string, sortKey: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  { AttributeName: sortKey, KeyType: 'RANGE' },
];

describe('the outcomes table', () => {
  it('has the keys of its description', () => {
    template.hasResourceProperties(GLOBAL_TABLE, {
      KeySchema: keys(OUTCOMES_TABLE.partitionKey, OUTCOMES_TABLE.sortKey),
    });
  });

  it('has the indexes of its description and no other', () => {
    const [table] = resources(template, GLOBAL_TABLE);
    expect(table?.[1].Properties.GlobalSecondaryIndexes).toEqual(
      OUTCOMES_TABLE.indexes.map(({ name, partitionKey, sortKey, projected }) => ({
        IndexName: name,
        KeySchema: keys(partitionKey, sortKey),
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: projected },
      })),
    );
  });

  it('forgets by its time-to-live attribute', () => {
    template.hasResourceProperties(GLOBAL_TABLE, {
      TimeToLiveSpecification: { AttributeName: OUTCOMES_TABLE.timeToLive, Enabled: true },
    });
  });

  it('is paid by request', () => {
    template.hasResourceProperties(GLOBAL_TABLE, { BillingMode: 'PAY_PER_REQUEST' });
  });
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
    const policies = resources(ofStage, type).map(([, { DeletionPolicy, UpdateReplacePolicy }]) => ({
      DeletionPolicy,
      UpdateReplacePolicy,
    }));
    const both = { DeletionPolicy: deletionPolicy, UpdateReplacePolicy: deletionPolicy };
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
