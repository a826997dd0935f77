import { beforeAll, describe, expect, it } from 'vitest';
import { ownFolder } from '../support/folder.ts';
import { bundleOurs, OURS } from './contestants.ts';
import { type Counted, countAll } from './counted.ts';

/** What was measured, and a tenth. */
const MOST_KB_DEPLOYED = 470;
const MOST_KB_READ_AT_START = 52;
const MOST_DYNAMODB_BYTES = 2900;

const workFolder = ownFolder().path;

describe('the bundle of refer-complete, answering every documented event', () => {
  let counted: Counted;

  beforeAll(async () => {
    counted = (await countAll([await bundleOurs(workFolder)])).get(OURS) as Counted;
  });

  it('stays within its budget of bytes deployed', () => {
    expect(counted.figures.bytesDeployed).toBeLessThan(MOST_KB_DEPLOYED);
  });

  it('stays within its budget of bytes read by the end of the first callback', () => {
    expect(counted.figures.bytesReadAtStart).toBeLessThan(MOST_KB_READ_AT_START);
    expect(counted.figures.bytesReadAtStart).toBeGreaterThan(10);
  });

  it('makes one request of DynamoDB a callback, a PutItem', () => {
    expect(counted.figures.dynamoRequests).toBe(1);
    expect(counted.operations).toEqual(['PutItem']);
  });

  it('takes at most 3 write units a callback, those of both indexes included', () => {
    expect(counted.figures.writeUnits).toBeLessThanOrEqual(3);
    expect(counted.figures.writeUnits).toBeGreaterThan(2);
  });

  it('exchanges few bytes with DynamoDB', () => {
    expect(counted.figures.dynamoBytes).toBeLessThan(MOST_DYNAMODB_BYTES);
  });
});
