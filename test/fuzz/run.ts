import { program, run } from '../../bin/usage/program.ts';
import { wholeNumber } from '../../bin/usage/read-options.ts';
import { fuzz, fuzzLong } from './fuzz.ts';
import { compareHours, TIME_ZONES } from './hours.ts';

const STEP = 10_000;

async function send({ cases = 100_000, seed = Date.now() % 2 ** 31, instants = 1_000_000 }): Promise<void> {
  console.log(`${cases} requests, seed ${seed}`);
  const began = performance.now();
  const statuses = await fuzz({
    cases,
    seed,
    onCase: (done) => done % STEP === 0 && console.error(`${done} of ${cases}`),
  });
  const counts = [...statuses].sort().map(([status, count]) => `${count} × ${status}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`all kept their promises in ${seconds} s: ${counts.join(', ')}`);
  const long = Math.ceil(cases / 50);
  const { ratio, about } = await fuzzLong({ cases: long, seed });
  console.log(
    `${long} long texts took at most ${ratio.toFixed(1)} times the processor of plain ones: ${about}`,
  );
  askHours(instants, seed);
}

function askHours(instants: number, seed: number): void {
  const began = performance.now();
  const { differences, open } = compareHours({ instants, seed });
  const [first] = differences;
  if (first)
    throw new Error(`${differences.length} differences of hours, seed ${seed}: ${JSON.stringify(first)}`);
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(
    `${instants} instants in ${TIME_ZONES.length} time zones, ${open} of them open: no difference in ${seconds} s`,
  );
}

await run(
  program(
    'fuzz',
    'Sends random requests to the callbacks and asks random hours, and checks what must hold for every answer.',
    'npm run fuzz --',
  )
    .option('--cases <number>', 'how many (100000)', wholeNumber(1))
    .option('--instants <number>', 'at how many hours are compared with Temporal (1000000)', wholeNumber(1))
    .option('--seed <number>', 'what decides them (the time)', wholeNumber(0))
    .action(send),
);
