import { RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type ITable,
  ProjectionType,
  StreamViewType,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { OUTCOMES_TABLE } from '../functions/outcomes/table.ts';
import { SettingError } from './settings/setting-error.ts';
import type { Settings } from './settings.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The properties of {@link OutcomesTable}. */
export type OutcomesTableProps = Pick<Settings, 'stage'> &
  Partial<Pick<Settings, 'outcomeEvents' | 'replicaRegion'>>;

/** @throws {SettingError} where the stack may be in the region of the replica */
function checkReplica(scope: Construct, replicaRegion: string): void {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region) || Token.isUnresolved(replicaRegion))
    throw new SettingError(
      'replicaRegion needs both regions known at synth: give the stack its own, as env.region or CDK_DEFAULT_REGION',
    );
  if (region === replicaRegion)
    throw new SettingError(
      `replicaRegion must be another region than that of the stack, but both are ${region}`,
    );
}

/** The table that outcomes are stored in, made from its one description; for `prod` it outlives its stack. */
export class OutcomesTable extends TableV2 {
  constructor(
    scope: Construct,
    id: string,
    { stage, outcomeEvents = false, replicaRegion }: OutcomesTableProps,
  ) {
    if (replicaRegion !== undefined) checkReplica(scope, replicaRegion);
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
      // Both images: a replica needs them, and the view of a stream cannot be changed.
      ...(outcomeEvents && { dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES }),
      // Not `addReplica` or `replica` of a table that is there: they may name it anew, and so replace it.
      ...(replicaRegion !== undefined && { replicas: [{ region: replicaRegion }] }),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: stage === 'prod' },
      deletionProtection: stage === 'prod',
      // Not only on update: its deletion protection would fail the removal after a first deployment that failed.
      removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}

/** The table of a deployment: its own, or with `replicaOf` what another one made in this region. */
export const outcomesTable = (scope: Construct, id: string, settings: Settings): ITable | TableV2 =>
  settings.replicaOf === undefined
    ? new OutcomesTable(scope, id, settings)
    : TableV2.fromTableName(scope, id, settings.replicaOf);

/**
 * Lets somebody ask what happened to calls: GetItem and Query, on the table and each
 * index by name. `grantReadData` of CDK would add every index as a wildcard, and Scan.
 */
export function grantReadOutcomes(table: ITable, grantee: IGrantable): Grant {
  const indexes = OUTCOMES_TABLE.indexes.map(({ name }) => `${table.tableArn}/index/${name}`);
  table.encryptionKey?.grantDecrypt(grantee);
  return Grant.addToPrincipal({
    grantee,
    actions: ['dynamodb:GetItem', 'dynamodb:Query'],
    resourceArns: [table.tableArn, ...indexes],
  });
}
