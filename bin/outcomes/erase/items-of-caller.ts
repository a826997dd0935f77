import { type DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';
import { callQuery } from '../../reader/queries.ts';
import type { OutcomeReader } from '../../reader/reader.ts';
import { scanRows } from '../../reader/scan.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { isOf, mayBe, names, type Person, partiesOf } from './is-about.ts';

/** The key of an item. */
export type ItemKey = Pick<StoredOutcome, 'callId' | 'eventKey'>;

/** The partition of callbacks without a call: it has those of everybody. */
const WITHOUT_CALL = 'rejected#';

/** The range of every event that is dated as it may be. */
const EVER = { sinceEpochMilliseconds: 0, untilEpochMilliseconds: Date.parse('9999-12-31T23:59:59.999Z') };

/** Told while the table is read. */
interface Watching {
  /** How many items the Scan has read so far. */
  readonly onRead: (count: number) => void;
  /** A party that is left, and may be them in another spelling. */
  readonly onOther: (party: string) => void;
}

/**
 * The keys of everything that is stored of a caller: what the index knows first, then what a consistent Scan of
 * the whole table finds besides. Of a call that is theirs every item is; of callbacks that were not understood,
 * each that names them.
 */
export async function* itemsOfCaller(
  { client, tableName }: { readonly client: DynamoDBClient; readonly tableName: string },
  reader: OutcomeReader,
  person: Person,
  { onRead, onOther }: Watching,
): AsyncGenerator<ItemKey> {
  const [partitionKey, sortKey] = [OUTCOMES_TABLE.partitionKey, OUTCOMES_TABLE.sortKey];
  const [isNamedIn, mayBeTheirs] = [names(person), mayBe(person)];
  const calls = new Set<string>();
  async function* itemsOfCall(callId: string): AsyncGenerator<ItemKey> {
    if (calls.has(callId)) return;
    calls.add(callId);
    const query = { ...callQuery(callId), TableName: tableName, ProjectionExpression: '#callId, #eventKey' };
    query.ExpressionAttributeNames = { '#callId': partitionKey, '#eventKey': sortKey };
    for await (const { Items = [] } of paginateQuery({ client }, query))
      for (const item of Items) yield { callId, eventKey: item[sortKey]?.S ?? '' };
  }
  const { caller } = person;
  for await (const { callId, eventKey } of caller === undefined ? [] : reader.byCaller({ caller, ...EVER })) {
    if (callId.startsWith(WITHOUT_CALL)) yield { callId, eventKey };
    else yield* itemsOfCall(callId);
  }
  for await (const row of scanRows(client, tableName, { ConsistentRead: true }, onRead)) {
    const { callId, eventKey, outcome } = row;
    const parties = partiesOf(row);
    const isTheirs = parties.some((party) => isOf(person, party));
    if (isTheirs && !callId.startsWith(WITHOUT_CALL)) yield* itemsOfCall(callId);
    else if (isTheirs || (outcome === 'rejected' && isNamedIn(JSON.stringify(row))))
      yield { callId, eventKey };
    else parties.filter(mayBeTheirs).forEach(onOther);
  }
}
