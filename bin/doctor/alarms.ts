import { page } from '../../lib/checkout.ts';
import { mistakeOf } from '../aws/failure.ts';
import { redAlarms } from '../aws/red-alarms.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, right, wrong } from './finding.ts';

/** Whether an alarm of the stack is red; its name is `STACK/CONSTRUCT ALARM`, and of a new version longer. */
export async function alarms({ stack, region }: Deployment): Promise<Finding> {
  const red = await redAlarms(`${stack}/`, region).catch((error) => {
    throw mistakeOf(error, 'cloudwatch:DescribeAlarms');
  });
  const names = [...new Set(red.map((name) => name.split(' ')[1] ?? name))];
  if (names.length === 0) return right('no alarm is red');
  return wrong(`red: ${names.join(', ')}`, page(`runbook.md#${names[0]}`));
}
