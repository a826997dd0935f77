import { playWithFaults } from './simulator/command/run-faults.ts';
import { playRandomCalls } from './simulator/command/run-load.ts';
import { playScenarios } from './simulator/command/run-scenarios.ts';
import { readSettings, USAGE } from './simulator/command/settings.ts';
import { tellMistake } from './usage/usage-error.ts';

try {
  const settings = readSettings(process.argv.slice(2), process.env);
  if (!settings) console.log(USAGE);
  else {
    const play = settings.faults ? playWithFaults : settings.calls > 0 ? playRandomCalls : playScenarios;
    const kept = await play(settings, console.log);
    process.exitCode = kept ? 0 : 1;
    // After a run of thousands of calls Node was seen to spend minutes in native code on tearing down what is left.
    if (settings.faults) process.exit();
  }
} catch (error) {
  tellMistake(error);
}
