import { simulateProgram } from './simulate/command.ts';
import { run } from './usage/program.ts';

await run(simulateProgram());
