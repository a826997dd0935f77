import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { playRandomCalls } from './simulator/command/run-load.ts';
import { playScenarios } from './simulator/command/run-scenarios.ts';
import { readSettings, USAGE } from './simulator/command/settings.ts';
import { tellMistake } from './usage/usage-error.ts';

/** The run under faults proves something of the product, and is no part of it: a program among the tests. */
const FAULTS_PROGRAM = fileURLToPath(new URL('../test/faults/run.ts', import.meta.url));

async function playWithFaults(given: readonly string[]): Promise<number> {
  const [exitCode] = await once(
    spawn(process.execPath, [FAULTS_PROGRAM, ...given], { stdio: 'inherit' }),
    'exit',
  );
  return exitCode ?? 1;
}

try {
  const given = process.argv.slice(2);
  const settings = readSettings(given, process.env);
  if (!settings) console.log(USAGE);
  else if (settings.faults) process.exitCode = await playWithFaults(given);
  else {
    const play = settings.calls > 0 ? playRandomCalls : playScenarios;
    process.exitCode = (await play(settings, console.log)) ? 0 : 1;
  }
} catch (error) {
  tellMistake(error);
}
