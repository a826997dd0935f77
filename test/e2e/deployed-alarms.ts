import { vi } from 'vitest';
import { onlyIdOf, resources, synthesize } from '../lib/stack-template.ts';
import type { Invoked } from './aws-metrics.ts';
import { type AlarmProperties, countedIn, type DataPoint, deployedValue, redMinutes } from './cloudwatch.ts';

const template = synthesize({ canary: true });
/** The alarms of the stack of prod by name, without that of the stack. */
export const alarms = new Map(
  resources(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => {
    const alarm = Properties as unknown as AlarmProperties;
    return [deployedValue(alarm.AlarmName).replace('CallRecovery-prod/Calls ', ''), alarm];
  }),
);

/** The names of the alarms that an event sets off, and when each is red. */
export const redBy = (points: readonly DataPoint[], until = 30): Map<string, number[]> =>
  new Map(
    [...alarms]
      .map(([name, alarm]): [string, number[]] => [name, redMinutes(alarm, points, until)])
      .filter(([, minutes]) => minutes.length > 0),
  );
export const namesOf = (points: readonly DataPoint[]): string[] => [...redBy(points).keys()];

/** The API, by the dimensions of its metrics. */
export const api = { ApiId: onlyIdOf(template, 'AWS::ApiGatewayV2::Api'), Stage: '$default' };

const idOf = (type: string, description: string): string =>
  resources(template, type).find(([, { Properties }]) =>
    String(Properties.Description).startsWith(description),
  )?.[0] ?? '';
const lambdaOf = (name: string): string => idOf('AWS::Lambda::Function', `Answers ${name} `);
/** The redrive function. */
export const redrive: Invoked = { FunctionName: idOf('AWS::Lambda::Function', 'Stores') };

/** The version that the template makes of a callback's function, as it is invoked by the API. */
export function newVersion(name: string): Required<Invoked> {
  const FunctionName = lambdaOf(name);
  const [[id] = ['']] = resources(template, 'AWS::Lambda::Version').filter(
    ([, { Properties }]) => deployedValue(Properties.FunctionName) === FunctionName,
  );
  return { FunctionName, alias: { name: 'live', version: `${id}.Version` } };
}
const [deadLetterQueue = '', fallbackQueue = ''] = resources(template, 'AWS::SQS::Queue').map(([id]) => id);
const queue = resources(template, 'AWS::SQS::Queue')[1]?.[1].Properties as {
  VisibilityTimeout: number;
  RedrivePolicy: { maxReceiveCount: number };
};
/** The fallback queue as the template makes it. */
export const message = {
  QueueName: `${fallbackQueue}.QueueName`,
  deadLetterQueueName: `${deadLetterQueue}.QueueName`,
  visibilityMinutes: queue.VisibilityTimeout / 60,
  maxReceives: queue.RedrivePolicy.maxReceiveCount,
};

let counted: DataPoint[] = [];
let told = 0;

/** Counts a log line of a function that is driven. */
export const onLogLine = (line: string): void => {
  counted.push(...countedIn(line, 0));
  if (/"message":"(callback |queued outcome stored)/.test(line)) told += 1;
};

/** What the functions counted while something was done; the lines of a thread come later than its answers. */
export async function countedBy(work: () => Promise<unknown>, requests = 1): Promise<DataPoint[]> {
  counted = [];
  told = 0;
  await work();
  await vi.waitUntil(() => told >= requests, 10_000);
  return counted;
}
