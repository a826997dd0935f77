import { run } from './explain/command.ts';
import { endWithReader } from './print/standard-output.ts';
import { tellMistake } from './usage/usage-error.ts';

endWithReader();
try {
  const { text, warnings, exitCode } = run(process.argv.slice(2), process.env);
  console.log(text);
  if (warnings !== '') console.error(warnings);
  process.exitCode = exitCode;
} catch (error) {
  tellMistake(error);
}
