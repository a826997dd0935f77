import { type CfnResource, Stack } from 'aws-cdk-lib';
import { CfnGlobalTable, CfnTable, type ITable } from 'aws-cdk-lib/aws-dynamodb';
import { OUTCOMES_TABLE } from '../functions/outcomes/table.ts';
import { SettingError } from './settings/setting-error.ts';

interface Described {
  readonly keySchema: readonly { readonly attributeName: unknown; readonly keyType: unknown }[];
}

interface DescribedIndex extends Described {
  readonly indexName: unknown;
  readonly projection: { readonly projectionType: unknown; readonly nonKeyAttributes?: readonly unknown[] };
}

interface DescribedTable extends Described {
  readonly attributeDefinitions?: readonly {
    readonly attributeName: unknown;
    readonly attributeType: unknown;
  }[];
  readonly globalSecondaryIndexes?: readonly DescribedIndex[];
  readonly streamSpecification?: { readonly streamViewType?: unknown };
}

/** Reads what CDK knows of a table: nothing of one that is imported, which is then not refused. */
function described({ node }: ITable): DescribedTable | undefined {
  const made = node.defaultChild;
  if (!(made instanceof CfnTable || made instanceof CfnGlobalTable)) return undefined;
  const resolve = (value: unknown) => Stack.of(made as CfnResource).resolve(value);
  return {
    keySchema: resolve(made.keySchema),
    attributeDefinitions: resolve(made.attributeDefinitions),
    globalSecondaryIndexes: resolve(made.globalSecondaryIndexes),
    streamSpecification: resolve(made.streamSpecification),
  };
}

/** Accepts a value that is not a text, as it is known at deployment only. */
const differs = (found: unknown, wanted: string): boolean =>
  found === undefined || (typeof found === 'string' && found !== wanted);

function keyMistakes(
  place: string,
  { keySchema }: Described,
  wanted: { readonly partitionKey: string; readonly sortKey: string },
  { attributeDefinitions = [] }: DescribedTable,
): string[] {
  const names = { HASH: wanted.partitionKey, RANGE: wanted.sortKey };
  const keys = Object.entries(names);
  const isOther =
    keySchema.length !== keys.length ||
    keys.some(([type, name]) =>
      differs(keySchema.find(({ keyType }) => keyType === type)?.attributeName, name),
    );
  if (isOther)
    return [`${place} must have the partition key ${wanted.partitionKey} and the sort key ${wanted.sortKey}`];
  return keys.flatMap(([, name]) => {
    const type = attributeDefinitions.find(({ attributeName }) => attributeName === name)?.attributeType;
    return type !== undefined && differs(type, 'S') ? [`${place} must have the key ${name} as a STRING`] : [];
  });
}

function indexMistakes(table: DescribedTable): string[] {
  const indexes = table.globalSecondaryIndexes ?? [];
  return OUTCOMES_TABLE.indexes.flatMap((wanted) => {
    const index = indexes.find(({ indexName }) => !differs(indexName, wanted.name));
    const place = `table: its index ${wanted.name}`;
    if (index === undefined) return [`${place} is missing (docs/queries.md)`];
    const { projectionType, nonKeyAttributes = [] } = index.projection;
    const lacks =
      projectionType === 'ALL' ? [] : wanted.projected.filter((name) => !nonKeyAttributes.includes(name));
    return [
      ...keyMistakes(place, index, wanted, table),
      ...(lacks.length > 0 ? [`${place} must project all, or also ${lacks.join(', ')}`] : []),
    ];
  });
}

/**
 * Checks a table of one's own as far as CDK knows it; its indexes when the app is synthesized, as they may be
 * added until then.
 * @throws {SettingError} where its keys are others
 */
export function checkOwnTable(table: ITable, addValidation: (mistakes: () => string[]) => void): void {
  const known = described(table);
  if (known === undefined) return;
  const mistakes = keyMistakes('table', known, OUTCOMES_TABLE, known);
  if (mistakes.length > 0) throw SettingError.ofAll(mistakes);
  addValidation(() => indexMistakes(described(table) as DescribedTable));
}

/** @throws {SettingError} where a table has no stream, or one without new images */
export function streamOf(table: ITable): string {
  const known = described(table);
  const view = known?.streamSpecification?.streamViewType;
  const hasImages = typeof view !== 'string' || ['NEW_IMAGE', 'NEW_AND_OLD_IMAGES'].includes(view);
  // A TableV2 tells the address of a stream that it does not have.
  const hasNone = known !== undefined && known.streamSpecification === undefined;
  if (table.tableStreamArn !== undefined && !hasNone && hasImages) return table.tableStreamArn;
  throw new SettingError(
    `outcomeEvents needs a table with a stream of new images, and the one given has ${hasImages ? 'none' : `a stream of ${view}`}`,
  );
}
