import type { DataPoint } from './cloudwatch.ts';

/** What AWS's own services count. Each of these writes what the page of AWS says that the service emits. */

const each = (
  namespace: string,
  minute: number,
  values: Readonly<Record<string, number>>,
  sets: readonly Readonly<Record<string, string>>[],
): DataPoint[] =>
  Object.entries(values).flatMap(([name, value]) =>
    sets.map((dimensions) => ({ namespace, name, dimensions, minute, value })),
  );

/**
 * A request to an HTTP API, whoever answers it: 4xx and 5xx, Count and Latency, by API and by stage
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-metrics.html).
 */
export function apiRequest(
  { ApiId, Stage }: { ApiId: string; Stage: string },
  { minute = 0, status = 200, latencyMilliseconds = 50 },
): DataPoint[] {
  const values = {
    Count: 1,
    Latency: latencyMilliseconds,
    '4xx': status >= 400 && status < 500 ? 1 : 0,
    '5xx': status >= 500 ? 1 : 0,
  };
  return each('AWS/ApiGateway', minute, values, [{ ApiId }, { ApiId, Stage }]);
}

/** A version behind an alias, by their names. */
export interface Invoked {
  readonly FunctionName: string;
  readonly alias?: { readonly name: string; readonly version: string };
}

/**
 * An invocation of a function: of all functions, of the function, of the alias and of the version that the alias
 * chose. What is throttled is no invocation, and has no version yet
 * (https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html).
 */
export function invocation(
  { FunctionName, alias }: Invoked,
  { minute = 0, crashes = false, throttled = false, durationMilliseconds = 20 },
): DataPoint[] {
  const Resource = `${FunctionName}:${alias?.name}`;
  const named = [{}, { FunctionName }, ...(alias ? [{ FunctionName, Resource }] : [])];
  if (throttled) return each('AWS/Lambda', minute, { Throttles: 1 }, named);
  const ofVersion = alias ? [{ FunctionName, Resource, ExecutedVersion: alias.version }] : [];
  const values = { Invocations: 1, Duration: durationMilliseconds, Errors: crashes ? 1 : 0 };
  return each('AWS/Lambda', minute, values, [...named, ...ofVersion]);
}

/** What happens to one message: it is received every so often, and never deleted before a minute. */
export interface Message {
  readonly QueueName: string;
  readonly deadLetterQueueName: string;
  readonly visibilityMinutes: number;
  readonly maxReceives: number;
  /** Nothing reads the queue. */
  readonly unread?: boolean;
  readonly storableFrom: number;
  readonly until: number;
}

/**
 * The three counts of a queue each minute, while one message is in it. The age of the oldest message leaves out
 * what was received three times or more and not deleted
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html).
 */
export function queuedMessage(message: Message): DataPoint[] {
  const { QueueName, deadLetterQueueName, visibilityMinutes, maxReceives, unread = false } = message;
  return Array.from({ length: message.until }, (_, minute) => {
    const receives = unread ? 0 : Math.floor(minute / visibilityMinutes) + 1;
    const isDead = receives > maxReceives;
    const lastReceive = (Math.min(receives, maxReceives) - 1) * visibilityMinutes;
    const isStored = !unread && lastReceive >= message.storableFrom;
    const isWaiting = !isDead && !isStored;
    const counts = (visible: boolean, inFlight: boolean, ageSeconds: number) => ({
      ApproximateNumberOfMessagesVisible: Number(visible),
      ApproximateNumberOfMessagesNotVisible: Number(inFlight),
      ApproximateAgeOfOldestMessage: ageSeconds,
    });
    const age = isWaiting && receives < 3 ? minute * 60 : 0;
    return [
      ...each('AWS/SQS', minute, counts(isWaiting && unread, isWaiting && !unread, age), [{ QueueName }]),
      ...each('AWS/SQS', minute, counts(isDead && !isStored, false, 0), [{ QueueName: deadLetterQueueName }]),
    ];
  }).flat();
}
