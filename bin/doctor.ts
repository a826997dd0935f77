import { doctorProgram } from './doctor/command.ts';
import { endWithReader } from './print/standard-output.ts';
import { run } from './usage/program.ts';

endWithReader();
await run(doctorProgram());
