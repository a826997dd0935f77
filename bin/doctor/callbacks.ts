import { typed } from '../../lib/checkout.ts';
import { mistakeOf } from '../aws/failure.ts';
import { MISTAKES } from '../connect/mistakes.ts';
import { first } from '../reader/first.ts';
import { outcomeReader } from '../reader/reader.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { DAY_MILLISECONDS } from '../reader/time-range.ts';
import { openTable } from '../table/open-table.ts';
import { probe } from '../urls/probe.ts';
import { deployedUrls } from '../urls/urls-text.ts';
import type { Deployment } from './deployment.ts';
import { type Finding, right, unseen, wrong } from './finding.ts';

/** The URLs of a deployment that do not answer as they should. */
export async function unanswered(deployment: Deployment) {
  const { token } = deployment.token();
  const all = deployedUrls(deployment.stack, await deployment.outputs(), token);
  return { count: Object.keys(all).length, unanswered: await probe(all) };
}

/** Whether each URL answers, and knows the token. */
export async function urls(deployment: Deployment): Promise<Finding> {
  const { count, unanswered: found } = await unanswered(deployment);
  const [one, ...others] = found;
  if (one === undefined) return right(`all ${count} URLs answer, and know the token`);
  const more = others.length === 0 ? '' : `, and ${others.length} more`;
  return wrong(`${one.about} ${MISTAKES[one.mistake]}${more}`, 'npx cdk deploy');
}

/** The newest events of the last day, newest first, each with all that is stored of it. */
export async function newestEvents({ stack, region }: Deployment, most: number): Promise<StoredOutcome[]> {
  const table = await openTable({ stack, ...(region !== undefined && { region }) }, process.env);
  try {
    const reader = outcomeReader(table);
    const untilEpochMilliseconds = Date.now() + 60_000;
    const range = {
      sinceEpochMilliseconds: untilEpochMilliseconds - DAY_MILLISECONDS,
      untilEpochMilliseconds,
    };
    const rows = await Array.fromAsync(first(reader.byOutcome(range), most));
    const whole = rows.map(async ({ callId, eventKey }) => {
      const items = await Array.fromAsync(reader.call(callId));
      return items.filter((item) => item.eventKey === eventKey);
    });
    return (await Promise.all(whole)).flat();
  } finally {
    await table.close();
  }
}

/** Whether Bandwidth has called in the last day; a stack may be younger. */
export async function lastDay(deployment: Deployment): Promise<Finding> {
  const [newest] = await newestEvents(deployment, 1).catch((error) => {
    throw mistakeOf(error, 'dynamodb:Query on table and indexes');
  });
  if (newest) return right(`the newest callback is of ${newest.eventTime}`);
  const check = typed('connect', `--application ${deployment.application ?? 'ID'} --check`);
  const { createdEpochMilliseconds = 0 } = (await deployment.described()) ?? {};
  if (Date.now() - createdEpochMilliseconds < DAY_MILLISECONDS)
    return unseen('no callback has come yet, and the stack is younger than a day');
  return wrong('no callback has come in the last day', check);
}
