import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findAddress } from './local/address-file.ts';
import { ownServers } from './local/own-server.ts';
import { endWithReader } from './print/standard-output.ts';
import { playRandomCalls } from './simulator/run-load.ts';
import { playScenarios } from './simulator/run-scenarios.ts';
import { readSettings, type Settings } from './simulator/settings.ts';
import { outcomesTable } from './simulator/stored.ts';
import { tellMistake } from './usage/usage-error.ts';

/** A program among the tests: a run under faults proves something, and no operator needs it. */
const FAULTS_PROGRAM = fileURLToPath(new URL('../test/faults/run.ts', import.meta.url));

/** The exit code of that program; one that a signal ended has none. */
async function playWithFaults(given: readonly string[]): Promise<number> {
  const program = spawn(process.execPath, [FAULTS_PROGRAM, ...given], { stdio: 'inherit' });
  const [exitCode] = (await once(program, 'exit')) as [number | null];
  return exitCode ?? 1;
}

async function playOnOwnServers(settings: Settings): Promise<boolean> {
  const servers = ownServers();
  try {
    return await playScenarios(settings, console.log, async (policy) => {
      const server = await servers.forPolicy(policy);
      return { ...server, readStored: outcomesTable(server) };
    });
  } finally {
    await servers.close();
  }
}

async function play(given: readonly string[]): Promise<number> {
  const settings = readSettings(given, process.env, findAddress);
  const { faults, serve, calls, only } = settings;
  if (faults) return playWithFaults(given);
  const isRandom = calls !== undefined || only !== undefined;
  const playThem = serve ? playOnOwnServers : isRandom ? playRandomCalls : playScenarios;
  return (await playThem(settings, console.log)) ? 0 : 1;
}

endWithReader();
try {
  process.exitCode = await play(process.argv.slice(2));
} catch (error) {
  tellMistake(error);
}
