import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { OpenTable } from '../../table/open-table.ts';

/**
 * The table in every region that it has, its own first. What is deleted in one is deleted in all, but what was
 * written in another a moment ago, or while regions were cut off from each other, is found only there.
 */
export async function inEveryRegion(table: OpenTable): Promise<readonly OpenTable[]> {
  const { client, tableName } = table;
  const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
  const own = await client.config.region();
  const others = (Table?.Replicas ?? []).flatMap(({ RegionName }) => RegionName ?? []);
  return [table, ...others.filter((region) => region !== own).map(table.inRegion)];
}
