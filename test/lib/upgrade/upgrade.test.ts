import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { synthesize } from '../stack-template.ts';

interface Change {
  readonly changeImpact: string;
  readonly isRemoval: boolean;
  readonly oldResourceType?: string;
}

const { fullDiff } = createRequire(import.meta.url)('@aws-cdk/cloudformation-diff') as {
  fullDiff(
    before: object,
    after: object,
  ): {
    resources: { forEachDifference(tell: (id: string, change: Change) => void): void };
  };
};

interface CfnTemplate {
  readonly Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
}

/** The template of the last release, for `prod` without a setting. CONTRIBUTING says how it is made. */
const RELEASED = JSON.parse(
  readFileSync(new URL('last-release.json', import.meta.url), 'utf8'),
) as CfnTemplate;
const today = synthesize().toJSON() as CfnTemplate;

const STATEFUL = /^AWS::(?:DynamoDB::|SQS::Queue$|SNS::Topic$|Logs::LogGroup$)/;

/** What a user loses by an update: tables, queues, topics and log groups that are replaced or go. */
const lost = (before: CfnTemplate, after: CfnTemplate): string[] => {
  const found: string[] = [];
  fullDiff(before, after).resources.forEachDifference((id, { oldResourceType, changeImpact }) => {
    const isLost = ['WILL_REPLACE', 'MAY_REPLACE', 'WILL_DESTROY', 'WILL_ORPHAN'].includes(changeImpact);
    if (isLost && STATEFUL.test(oldResourceType ?? '')) found.push(`${id} ${changeImpact}`);
  });
  return found;
};

const tableOf = ({ Resources }: CfnTemplate) => {
  const [id = '', table] =
    Object.entries(Resources).find(([, { Type }]) => Type === 'AWS::DynamoDB::GlobalTable') ?? [];
  return { id, properties: table?.Properties ?? {} };
};

/** How many indexes are made or deleted; one that is another is both. */
function indexChanges(before: CfnTemplate, after: CfnTemplate): number {
  const [old, now] = [before, after].map((template) =>
    (tableOf(template).properties.GlobalSecondaryIndexes as object[]).map((index) => JSON.stringify(index)),
  ) as [string[], string[]];
  return (
    old.filter((index) => !now.includes(index)).length + now.filter((index) => !old.includes(index)).length
  );
}

it('an update from the last release replaces no table, queue, topic or log group', () => {
  expect(lost(RELEASED, today)).toEqual([]);
});

it('an update from the last release changes one index at most, as DynamoDB takes no more at a time', () => {
  expect(indexChanges(RELEASED, today)).toBeLessThanOrEqual(1);
});

it('both would be seen', () => {
  const other = structuredClone(today);
  const { id, properties } = tableOf(other);
  const [index] = properties.GlobalSecondaryIndexes as Record<string, unknown>[];
  expect(index).toBeDefined();
  properties.GlobalSecondaryIndexes = [{ ...index, IndexName: 'other' }];
  expect(indexChanges(today, other)).toBe(3);
  properties.KeySchema = [{ AttributeName: 'other', KeyType: 'HASH' }];
  const queue = Object.entries(other.Resources).find(([, { Type }]) => Type === 'AWS::SQS::Queue');
  const topic = Object.entries(other.Resources).find(([, { Type }]) => Type === 'AWS::SNS::Topic');
  delete other.Resources[queue?.[0] ?? ''];
  if (topic) topic[1].Properties.TopicName = 'other';
  expect(lost(today, other).sort()).toEqual(
    [`${id} WILL_REPLACE`, `${queue?.[0]} WILL_ORPHAN`, `${topic?.[0]} WILL_REPLACE`].sort(),
  );
});
