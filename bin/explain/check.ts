import { sampleWarnings } from '../../lib/policy/samples.ts';
import { policyWarnings } from '../../lib/policy/warnings.ts';
import { counted } from '../print/printable.ts';
import { readPlacedPolicyOf } from '../usage/policy.ts';

/**
 * Tells in a line whether a policy is right, then its warnings, each with its place; sets the exit code.
 * @param isStrict whether a warning makes it wrong
 * @throws {Failure} telling the mistakes, each with its place
 */
export function checkPolicy(file: string, isStrict = false): void {
  const { policy, placeOf } = readPlacedPolicyOf(file);
  const { routes } = policy;
  const warnings = [...policyWarnings(policy), ...sampleWarnings(policy)];
  const isRight = !isStrict || warnings.length === 0;
  const counts = [
    counted(routes.length, 'route'),
    counted(routes.flatMap(({ destinations }) => destinations).length, 'destination'),
    counted(warnings.length, 'warning'),
  ];
  console.log(`${file} is ${isRight ? 'right' : 'not right'}: ${counts.join(', ')}`);
  for (const { path, text } of warnings) console.log(`  ${placeOf(path)} ${path}: ${text}`);
  if (!isRight) process.exitCode = 1;
}
