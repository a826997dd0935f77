import { AttributeType, Billing, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { OUTCOMES_TABLE } from '../functions/outcomes/table.ts';
import { removalPolicy, type Stage } from './stage.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The table that outcomes are stored in, made from its one description. */
export class OutcomesTable extends TableV2 {
  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id, {
      partitionKey: text(OUTCOMES_TABLE.partitionKey),
      sortKey: text(OUTCOMES_TABLE.sortKey),
      timeToLiveAttribute: OUTCOMES_TABLE.timeToLive,
      globalSecondaryIndexes: OUTCOMES_TABLE.indexes.map((index) => ({
        indexName: index.name,
        partitionKey: text(index.partitionKey),
        sortKey: text(index.sortKey),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [...index.projected],
      })),
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: stage === 'prod' },
      deletionProtection: stage === 'prod',
      removalPolicy: removalPolicy(stage),
    });
  }
}
