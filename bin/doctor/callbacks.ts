import { typed } from '../../lib/checkout.ts';
import { mistakeOf } from '../aws/failure.ts';
import { MISTAKES } from '../connect/mistakes.ts';
import { DAY_MILLISECONDS } from '../reader/time-range.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, right, unseen, wrong } from './finding.ts';

/** Whether each URL answers, and knows the token. */
export async function urls(deployment: Deployment): Promise<Finding> {
  const { count, unanswered } = await deployment.probed();
  const [one, ...others] = unanswered;
  if (one === undefined) return right(`all ${count} URLs answer, and know the token`);
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return wrong(`${one.about} ${MISTAKES[one.mistake]}${more}`, 'npx cdk deploy');
}

/** Whether Bandwidth has called in the last day; a stack may be younger. */
export async function lastDay(deployment: Deployment): Promise<Finding> {
  const [newest] = await deployment.newestEvents().catch((error) => {
    throw mistakeOf(error, 'dynamodb:Query on table and indexes');
  });
  if (newest) return right(`the newest callback is of ${newest.eventTime}`);
  const check = typed('connect', `--application ${deployment.application ?? 'ID'} --check`);
  const { createdEpochMilliseconds = 0 } = (await deployment.described()) ?? {};
  if (Date.now() - createdEpochMilliseconds < DAY_MILLISECONDS)
    return unseen('no callback has come yet, and the stack is younger than a day');
  return wrong('no callback has come in the last day', check);
}
