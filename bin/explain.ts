import { explainProgram } from './explain/command.ts';
import { endWithReader } from './print/standard-output.ts';
import { run } from './usage/program.ts';

endWithReader();
await run(explainProgram(process.env));
