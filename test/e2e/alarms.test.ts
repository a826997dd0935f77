import type { SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { apiRequest, invocation, queuedMessage } from './aws-metrics.ts';
import type { DataPoint } from './cloudwatch.ts';
import {
  alarms,
  api,
  countedBy,
  message,
  namesOf,
  newVersion,
  onLogLine,
  redBy,
  redrive,
} from './deployed-alarms.ts';
import { busy, type DrivenFunction, environmentOf, post, start, startStandIn } from './driven-functions.ts';

const requests = (count: number, request: Parameters<typeof apiRequest>[1]): DataPoint[] =>
  Array.from({ length: count }, () => apiRequest(api, request)).flat();

const HOURS = 60;

let aws: Awaited<ReturnType<typeof startStandIn>>;
let transfer: DrivenFunction;
let broken: DrivenFunction;
const started: DrivenFunction[] = [];
beforeAll(async () => {
  aws = await startStandIn();
  transfer = start('transfer-complete', environmentOf(aws.endpoint), onLogLine);
  broken = start('disconnect', { ...environmentOf(aws.endpoint), STORE_TIMEOUT_MS: 'abc' }, onLogLine);
  started.push(transfer, broken);
});
afterAll(async () => {
  await Promise.all(started.map((lambda) => lambda.close()));
  aws.close();
});

/** What is counted while a stand-in for AWS refuses. */
const without = (what: { table?: 'refuses'; queue?: 'refuses' }) =>
  countedBy(async () => {
    Object.assign(aws.answers, what);
    await post(transfer, busy);
    Object.assign(aws.answers, { table: 'takes', queue: 'takes' });
  });

/** The event that sets off each alarm of the whole stack. */
const EVENTS: Readonly<Record<string, () => DataPoint[] | Promise<DataPoint[]>>> = {
  'safety-net-answers': () => countedBy(() => post(transfer, { ...busy, eventType: 'gather' })),
  defects: () => countedBy(() => post(broken, { ...busy, eventType: 'disconnect' }, { name: 'disconnect' })),
  'function-errors': () => requests(1, { status: 500 }),
  'redrive-errors': () => invocation(redrive, { crashes: true }),
  'function-throttles': () => invocation(newVersion('answer'), { throttled: true }),
  'slow-answers': () =>
    [0, 1, 2].flatMap((minute) => [
      ...requests(50, { minute }),
      ...requests(1, { minute, latencyMilliseconds: 3_500 }),
    ]),
  'outcomes-queued': () => without({ table: 'refuses' }),
  'fallback-queue-stuck': () => queuedMessage({ ...message, storableFrom: 20, until: 30 }),
  'fallback-queue-unread': () => queuedMessage({ ...message, unread: true, storableFrom: 0, until: 30 }),
  'dead-letters': () =>
    queuedMessage({ ...message, storableFrom: Number.POSITIVE_INFINITY, until: 3 * HOURS }).map((point) => ({
      ...point,
      minute: point.minute - 3 * HOURS + 30,
    })),
  'misconfigured-outcomes': () => countedBy(() => post(transfer, { ...busy, cause: 'callback-error' })),
  'outcomes-only-in-log': () => without({ table: 'refuses', queue: 'refuses' }),
  'refused-requests': () =>
    countedBy(async () => {
      for (let count = 0; count < 100; count += 1) await post(transfer, {}, { token: 'wrong' });
    }, 100),
  'client-errors': () => requests(300, { status: 429 }),
};

it('there is an event for each alarm of the whole stack', () => {
  const ofVersions = CALLBACKS.flatMap(({ name }) =>
    ['defects', 'function-errors', 'slow-answers', 'misconfigured-outcomes'].map(
      (alarm) => `${alarm} ${name} ${newVersion(name).alias.version}`,
    ),
  );
  expect([...alarms.keys()].sort()).toEqual([...Object.keys(EVENTS), ...ofVersions].sort());
});

it.each(Object.entries(EVENTS))('%s is set off by its event', async (name, event) => {
  expect(namesOf(await event())).toContain(name);
});

describe('with DynamoDB away', () => {
  const away = 2 * HOURS;
  const points = queuedMessage({ ...message, storableFrom: away, until: 4 * HOURS });

  it('people are told within 10 minutes, at once where callbacks come, and until the outcomes are stored', async () => {
    const counted = await without({ table: 'refuses' });
    expect(counted.map(({ name }) => name)).toContain('OutcomesQueued');
    expect([...redBy(counted)]).toEqual([['outcomes-queued', [0, 1, 2, 3, 4]]]);
    const stuck = redBy(points, 4 * HOURS).get('fallback-queue-stuck') ?? [];
    expect(stuck[0]).toBeLessThan(10);
    expect(stuck).toEqual(Array.from({ length: stuck.length }, (_, index) => index + (stuck[0] ?? 0)));
    expect(stuck.at(-1)).toBe(away - 1);
  });

  it('the age of the oldest message would have told nobody', () => {
    const ages = points.filter(({ name }) => name === 'ApproximateAgeOfOldestMessage');
    expect(Math.max(...ages.map(({ value }) => value))).toBeLessThan(900);
  });

  it('an outcome that is stored a round later wakes nobody twice', () => {
    expect(namesOf(queuedMessage({ ...message, storableFrom: 1, until: 30 }))).toEqual([]);
  });
});

describe('nobody is woken', () => {
  it.each([
    ['by calls', requests(1_000, {})],
    ['by a scanner', requests(250, { status: 404 })],
    ['by a slow minute', requests(10, { latencyMilliseconds: 4_000 })],
    ['by invocations', CALLBACKS.flatMap(({ name }) => invocation(newVersion(name), {}))],
  ])('%s', (_what, points) => {
    expect(namesOf(points)).toEqual([]);
  });

  it('by a callback that is answered and stored, or by 99 strangers', async () => {
    expect(namesOf(await countedBy(() => post(transfer, busy)))).toEqual([]);
    const stranger = await countedBy(() => post(transfer, {}, { token: 'wrong' }));
    expect(namesOf(Array.from({ length: 99 }, () => stranger).flat())).toEqual([]);
  });
});

it('an outcome that is stored from the queue sets nothing off', async () => {
  const lambda = start('redrive', environmentOf(aws.endpoint), onLogLine);
  started.push(lambda);
  const item = JSON.stringify({ callId: 'c-1', eventKey: 'k' });
  const points = await countedBy(() =>
    lambda.invoke({ Records: [{ messageId: '1', body: item }] } as SQSEvent),
  );
  expect(points.map(({ name }) => name)).toEqual(['OutcomesRedriven']);
  expect(namesOf(points)).toEqual([]);
});
