import { describe } from 'vitest';
import { captureLog } from '../support/captured-log.ts';
import { type DynamoDbEndpoint, outcomesTable } from '../support/outcomes-table.ts';
import { tellsWhatItHas } from './outcome-store/has.ts';
import { isFoundByIndex } from './outcome-store/indexes.ts';
import { storesOnce } from './outcome-store/put.ts';
import { givesUp } from './outcome-store/unreachable.ts';
import { costsAtMostThreeUnits } from './outcome-store/write-units.ts';

/**
 * What the store promises, to be shown on every DynamoDB that it is used with.
 * @param startDynamoDb starts one, or finds one; a table is made in it
 */
export function outcomeStoreConformance(name: string, startDynamoDb: () => Promise<DynamoDbEndpoint>): void {
  describe(`the outcome store on ${name}`, () => {
    const table = outcomesTable(startDynamoDb);
    captureLog();

    storesOnce(table);
    tellsWhatItHas(table);
    givesUp(table);
    isFoundByIndex(table);
    costsAtMostThreeUnits(table);
  });
}
