import { nextSteps } from './init/next-steps.ts';
import { writeApp } from './init/write-app.ts';
import { program, run } from './usage/program.ts';

await run(
  program(
    'init',
    'Writes a CDK app with a policy into this folder, a fresh clone too; it overwrites nothing.',
  ).action(() => {
    const files = writeApp(process.cwd());
    console.log(nextSteps(process.cwd(), files));
  }),
);
