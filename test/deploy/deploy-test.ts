import { checkAccount } from './account-run.ts';
import { checkEmulator } from './emulator-run.ts';
import { Failure } from './failure.ts';
import { Report } from './report.ts';
import { readSettings, USAGE } from './settings.ts';

const report = new Report(console.log);
try {
  const settings = readSettings(process.argv.slice(2));
  if (settings === 'help') console.log(USAGE);
  else {
    await (settings === 'emulator' ? checkEmulator(report) : checkAccount(settings, report));
    console.log(`\n${report.summary()}\nall of it held`);
  }
} catch (error) {
  if (report.hasSteps) console.error(`\n${report.summary()}`);
  console.error(error instanceof Failure ? `FAILED: ${error.message}` : error);
  process.exitCode = 1;
}
