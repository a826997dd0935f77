import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { findAddress } from './local/address-file.ts';
import { ownServers } from './local/own-server.ts';
import { endWithReader } from './local/standard-output.ts';
import { playRandomCalls } from './simulator/run-load.ts';
import { playScenarios } from './simulator/run-scenarios.ts';
import { readSettings, type Settings } from './simulator/settings.ts';
import { outcomesTable } from './simulator/stored.ts';
import { tellMistake } from './usage/usage-error.ts';

/** A program among the tests: a run under faults proves something, and no operator needs it. */
const FAULTS_PROGRAM = fileURLToPath(new URL('../test/faults/run.ts', import.meta.url));

async function playWithFaults(given: readonly string[]): Promise<boolean> {
  const [exitCode] = await once(
    spawn(process.execPath, [FAULTS_PROGRAM, ...given], { stdio: 'inherit' }),
    'exit',
  );
  return exitCode === 0;
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

function play(given: readonly string[]): Promise<boolean> {
  const settings = readSettings(given, process.env, findAddress);
  const { faults, serve, calls, only } = settings;
  if (faults) return playWithFaults(given);
  if (serve) return playOnOwnServers(settings);
  if (calls === undefined && only === undefined) return playScenarios(settings, console.log);
  return playRandomCalls(settings, console.log);
}

endWithReader();
try {
  process.exitCode = (await play(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  tellMistake(error);
}
