import { isMistake, run } from './explain/command.ts';
import { endWithReader } from './local/standard-output.ts';

endWithReader();
try {
  const { text, exitCode } = run(process.argv.slice(2), process.env);
  console.log(text);
  process.exitCode = exitCode;
} catch (error) {
  if (!isMistake(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
