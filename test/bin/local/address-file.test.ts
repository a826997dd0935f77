import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findAddress, leaveAddress } from '../../../bin/local/address-file.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'address-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const address = { endpoint: 'http://127.0.0.1:4567', tableName: 'outcomes' };

it('is found while it is there, and gone when taken away', () => {
  const data = join(directory, 'not/yet');
  const takeAway = leaveAddress(data, address);
  expect(findAddress(data)).toEqual(address);
  takeAway();
  expect(findAddress(data)).toBeUndefined();
  expect(existsSync(data)).toBe(true);
});

it.each(['', '{', '[]', 'null', '{"endpoint":"x"}'])('a file of %j is no address', (text) => {
  leaveAddress(directory, address);
  writeFileSync(join(directory, readdirSync(directory)[0] as string), text);
  expect(findAddress(directory)).toBeUndefined();
});
