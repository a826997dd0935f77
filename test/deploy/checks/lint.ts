import { pythonProgram } from '../python.ts';
import { runProgram } from '../run-program.ts';

/** W3005 finds dependencies said twice: CDK says those of a role for good measure. */
const IGNORED = 'W3005';

/**
 * Checks templates against the schemas of CloudFormation.
 * @throws {Failure} with every finding
 */
export const checkWithCfnLint = (...templates: readonly string[]): Promise<string> =>
  runProgram(pythonProgram('cfn-lint'), ['--ignore-checks', IGNORED, '--', ...templates]);
