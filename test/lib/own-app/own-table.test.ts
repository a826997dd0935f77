import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  AttributeType,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import { Key } from 'aws-cdk-lib/aws-kms';
import { describe, expect, it } from 'vitest';
import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';
import { CallRecovery } from '../../../lib/index.ts';
import { POLICY, propertiesOf, quickApp } from '../stack-template.ts';

const env = { account: '123456789012', region: 'us-east-1' };
const newStack = () => new Stack(quickApp(), 'Stack', { env });

interface Change {
  readonly keys?: readonly [string, string?];
  readonly type?: AttributeType;
  readonly indexes?: readonly (Partial<(typeof OUTCOMES_TABLE.indexes)[number]> & {
    readonly all?: boolean;
    readonly keyType?: AttributeType;
  })[];
  readonly stream?: StreamViewType;
  readonly key?: Key;
}

const text = (name: string, type = AttributeType.STRING) => ({ name, type });

/** A table by both constructs of CDK, as it should be but for the change. */
const makers = {
  Table(stack: Stack, change: Change) {
    const { keys: [partition, sort] = ['callId', 'eventKey'], type, stream, key } = change;
    const table = new Table(stack, 'Own', {
      partitionKey: text(partition, type),
      ...(sort !== undefined && { sortKey: text(sort) }),
      ...(stream && { stream }),
      ...(key && { encryption: TableEncryption.CUSTOMER_MANAGED, encryptionKey: key }),
    });
    for (const index of indexesOf(change)) table.addGlobalSecondaryIndex(index);
    return table;
  },
  TableV2(stack: Stack, change: Change) {
    const { keys: [partition, sort] = ['callId', 'eventKey'], type, stream, key } = change;
    return new TableV2(stack, 'Own', {
      partitionKey: text(partition, type),
      ...(sort !== undefined && { sortKey: text(sort) }),
      ...(stream && { dynamoStream: stream }),
      ...(key && { encryption: TableEncryptionV2.customerManagedKey(key) }),
      globalSecondaryIndexes: indexesOf(change),
    });
  },
};

const indexesOf = ({ indexes = OUTCOMES_TABLE.indexes }: Change) =>
  indexes.map(({ name = '', partitionKey = '', sortKey = '', projected = [], all = false, keyType }) => ({
    indexName: name,
    partitionKey: text(partitionKey),
    sortKey: text(sortKey, keyType),
    ...(all
      ? { projectionType: ProjectionType.ALL }
      : projected.length === 0
        ? { projectionType: ProjectionType.KEYS_ONLY }
        : { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...projected] }),
  }));

const [byOutcome, byKnownCaller] = OUTCOMES_TABLE.indexes;
const REQUIRED = { policy: POLICY, tokenSha256: 'a'.repeat(64), canary: false };

describe.each(Object.entries(makers))('a %s of ones own', (_what, make) => {
  const using = (change: Change, settings: object = {}) => {
    const stack = newStack();
    const table = make(stack, change);
    new CallRecovery(stack, 'Calls', { ...REQUIRED, table, ...settings });
    // As `synth` asks for them, without its seconds.
    const mistakes = stack.node.findAll().flatMap(({ node }) => node.validate());
    if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
    return stack;
  };

  it.each<[string, Change]>([
    ['as docs/queries.md has it', {}],
    [
      'whose indexes project all',
      { indexes: OUTCOMES_TABLE.indexes.map((index) => ({ ...index, all: true })) },
    ],
    [
      'that has one index more',
      {
        indexes: [
          { ...byOutcome, name: 'other' as never, partitionKey: 'caller' as never },
          ...OUTCOMES_TABLE.indexes,
        ],
      },
    ],
  ])('is taken %s', (_how, change) => {
    expect(() => using(change)).not.toThrow();
  });

  it.each<[string, Change, RegExp]>([
    [
      'another partition key',
      { keys: ['id', 'eventKey'] },
      /table must have the partition key callId and the sort key eventKey/,
    ],
    ['another sort key', { keys: ['callId', 'at'] }, /table must have the partition key callId/],
    ['no sort key', { keys: ['callId'] }, /table must have the partition key callId/],
    ['keys exchanged', { keys: ['eventKey', 'callId'] }, /table must have the partition key callId/],
    ['a NUMBER key', { type: AttributeType.NUMBER }, /table must have the key callId as a STRING/],
    ['a BINARY key', { type: AttributeType.BINARY }, /table must have the key callId as a STRING/],
    ['no index', { indexes: [] }, /its index byOutcome is missing[\s\S]+its index byKnownCaller is missing/],
    ['one index', { indexes: [byOutcome] }, /its index byKnownCaller is missing/],
    [
      'an index of other keys',
      { indexes: [{ ...byOutcome, partitionKey: 'outcome' as never }, byKnownCaller] },
      /its index byOutcome must have the partition key outcomeDay and the sort key eventTime/,
    ],
    [
      'an index with a NUMBER key',
      {
        indexes: OUTCOMES_TABLE.indexes.map((index) => ({ ...index, keyType: AttributeType.NUMBER })),
      },
      /its index byOutcome must have the key eventTime as a STRING/,
    ],
    [
      'an index of keys alone',
      { indexes: [byOutcome, { ...byKnownCaller, projected: [] as never }] },
      /its index byKnownCaller must project all, or also eventType, outcome,/,
    ],
    [
      'an index that lacks a field',
      {
        indexes: [
          { ...byOutcome, projected: byOutcome.projected.filter((name) => name !== 'cause') as never },
          byKnownCaller,
        ],
      },
      /its index byOutcome must project all, or also cause/,
    ],
  ])('is refused with %s', (_how, change, message) => {
    expect(() => using(change)).toThrow(message);
  });

  it.each(Object.values(StreamViewType))(
    'with a stream of %s tells of outcomes only if that has new images',
    (stream) => {
      const act = () => using({ stream }, { outcomeEvents: true });
      if (['NEW_IMAGE', 'NEW_AND_OLD_IMAGES'].includes(stream)) expect(act).not.toThrow();
      else
        expect(act).toThrow(
          `outcomeEvents needs a table with a stream of new images, and the one given has a stream of ${stream}`,
        );
    },
  );

  it('without a stream tells of none', () => {
    expect(() => using({}, { outcomeEvents: true })).toThrow('and the one given has none');
  });

  it('with a key of its own: pipe, functions and readers may use that', () => {
    const stack = newStack();
    const key = new Key(stack, 'Key');
    const table = make(stack, { stream: StreamViewType.NEW_IMAGE, key });
    const props = { ...REQUIRED, stage: 'dev', table, outcomeEvents: true } as const;
    const calls = new CallRecovery(stack, 'Calls', props);
    const template = Template.fromStack(stack);
    const mayDecrypt = propertiesOf(template, 'AWS::IAM::Policy').filter(({ PolicyDocument }) =>
      (PolicyDocument as { Statement: { Action: string | string[]; Resource: unknown }[] }).Statement.some(
        ({ Action, Resource }) =>
          [Action].flat().includes('kms:Decrypt') && JSON.stringify(Resource).includes('"Key'),
      ),
    );
    expect(mayDecrypt).toHaveLength(Object.keys(calls.functions).length + 1);
    expect(JSON.stringify(mayDecrypt)).toContain('CallsEventsRole');
  });
});

it('an index that is added after the construct counts', () => {
  const stack = newStack();
  const table = makers.Table(stack, { indexes: [] });
  new CallRecovery(stack, 'Calls', { ...REQUIRED, table });
  for (const index of indexesOf({})) table.addGlobalSecondaryIndex(index);
  expect(() => Template.fromStack(stack)).not.toThrow();
});

it('of a table that is imported nothing is known, and nothing refused; its key is used', () => {
  const stack = newStack();
  const key = Key.fromKeyArn(stack, 'Key', `arn:aws:kms:us-east-1:${env.account}:key/1`);
  const attributes = {
    tableName: 'Own',
    tableStreamArn: `arn:aws:dynamodb:us-east-1:${env.account}:table/Own/stream/1`,
    encryptionKey: key,
  };
  [Table, TableV2].forEach((kind, index) => {
    const table = kind.fromTableAttributes(stack, `Own${index}`, attributes);
    new CallRecovery(stack, `Calls${index}`, { ...REQUIRED, table, outcomeEvents: true });
  });
  const policies = propertiesOf(Template.fromStack(stack), 'AWS::IAM::Policy').filter(
    ({ Roles, PolicyDocument }) =>
      JSON.stringify(Roles).includes('EventsRole') && JSON.stringify(PolicyDocument).includes(':key/1'),
  );
  expect(policies).toHaveLength(2);
});
