import { parseArgs } from 'node:util';
import { fuzz } from './fuzz.ts';

// npm run fuzz -- --cases 100000 --seed 7

const { values } = parseArgs({ options: { cases: { type: 'string' }, seed: { type: 'string' } } });
const cases = Number(values.cases ?? 100_000);
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const STEP = 10_000;

console.log(`${cases} requests, seed ${seed}`);
const began = performance.now();
const statuses = await fuzz({
  cases,
  seed,
  onCase: (done) => done % STEP === 0 && console.error(`${done} of ${cases}`),
});
const counts = [...statuses].sort().map(([status, count]) => `${count} × ${status}`);
console.log(
  `all kept their promises in ${((performance.now() - began) / 1000).toFixed(0)} s: ${counts.join(', ')}`,
);
