import { expect, it } from 'vitest';
import type { CallbackName } from '../../../functions/callbacks.ts';
import { destinationsTable, TELLING_CALLBACKS } from '../../../lib/monitoring/destinations-table.ts';
import { attributeOf, callOf, urlsOf } from '../../support/asked-call.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, send, UP } from '../../support/requests.ts';
import { callbackFunctions, propertiesOf, synthesize } from '../stack-template.ts';

const table = outcomesTable();
const log = captureLog();

const [widget] = destinationsTable(['group']).toJson();
const query: string = widget.properties.query;

/** The second filter of the query, clause by clause. */
const CLAUSES = [...query.matchAll(/\(callback = "([\w-]+)"(?: and outcome (=|!=) "([\w-]+)")?\)/g)];

/** Reads the log as the query does: what it counts, by route, position and outcome. */
function counted(): string[] {
  const lines = log
    .lines()
    .filter(
      (line) =>
        line.message === 'callback answered' &&
        line.recorded !== 'duplicate' &&
        line.position !== undefined &&
        CLAUSES.some(
          ([, callback, is, outcome]) =>
            line.callback === callback && (is === undefined || (line.outcome === outcome) === (is === '=')),
        ),
    );
  return lines.map(
    ({ route, position, outcome, Callbacks }) => `${route} ${position} ${outcome} ${Callbacks}`,
  );
}

it('counts by what lines stand for, in a table', () => {
  expect(widget).toMatchObject({ type: 'log', properties: { view: 'table' } });
  expect(query).toMatch(
    /^SOURCE 'group' \| filter message = "callback answered" and recorded != "duplicate" and ispresent\(position\)\n/,
  );
  expect(query).toContain('\n| stats sum(Callbacks) as handOffs by route, position, outcome\n');
  expect(CLAUSES.map(([, callback]) => callback)).toEqual(TELLING_CALLBACKS);
});

const ALICE = 'route=support&destination=sip%3Aalice%40desk.example.com';
const BOB = 'attempt=2&route=support&destination=sip%3Abob%40desk.example.com';
const leg = (cause: string) =>
  documented('transfer-hangup', {
    eventType: 'transferDisconnect',
    parentCallId: 'c-1',
    callId: 'c-2',
    cause,
  });

it.each<[what: string, sent: [CallbackName, string, object][], expected: string[]]>([
  [
    'a <Refer> that failed',
    [['refer-complete', ALICE, documented('refer-target-404')]],
    ['support 1 unreachable 1'],
  ],
  ['one that connected', [['refer-complete', BOB, documented('refer-success')]], ['support 2 connected 1']],
  [
    'one to somebody of no route',
    [['refer-complete', 'destination=%2B15551234567', documented('refer-success')]],
    [],
  ],
  [
    'a <Transfer> that failed',
    [
      ['transfer-disconnect', ALICE, leg('busy')],
      ['transfer-complete', ALICE, documented('transfer-busy')],
    ],
    ['support 1 busy 1'],
  ],
  [
    'one whose callee hung up',
    [
      ['transfer-disconnect', BOB, leg('hangup')],
      ['transfer-complete', BOB, documented('transfer-hangup')],
    ],
    ['support 2 completed 1'],
  ],
  [
    'one whose caller hung up',
    [
      ['transfer-disconnect', BOB, leg('hangup')],
      ['disconnect', '', documented('transfer-hangup', { eventType: 'disconnect' })],
    ],
    ['support 2 completed 1'],
  ],
])('%s is counted once', async (_what, sent, expected) => {
  for (const [name, search, body] of sent) await send(deploymentWith(UP), { name, query: search, body });
  expect(counted()).toEqual(expected);
});

it.each([
  ['accepted', '1'],
  ['not-accepted', ''],
])('a callee who is asked, %s, is counted once, after the desk that was busy', async (outcome, digits) => {
  const call = callOf({ callId: `c-${outcome}`, store: table.store });
  const { answer, complete, disconnect } = urlsOf(await call.begin());
  await call.pressed(attributeOf(await call.answered(answer), 'gatherUrl'), digits);
  await call.legEnded(disconnect);
  await call.ended(complete);
  await call.ended(complete);
  expect(counted()).toEqual(['desk 1 busy 1', `desk 2 ${outcome} 1`]);
});

it('of a sample each line counts for those that are not written', async () => {
  const deployment = deploymentWith(UP, { logSample: 0.5 });
  for (let call = 0; call < 40; call += 1)
    await send(deployment, { query: ALICE, body: documented('refer-target-404', { callId: `c-${call}` }) });
  expect(new Set(counted())).toEqual(new Set(['support 1 unreachable 2']));
});

it('the dashboard reads the logs of the callbacks that tell, and the log names nobody', async () => {
  const template = synthesize();
  const [dashboard] = propertiesOf(template, 'AWS::CloudWatch::Dashboard');
  const groups = callbackFunctions(template)
    .filter(([, { Properties }]) =>
      TELLING_CALLBACKS.some((name) => `${Properties.Description}`.includes(` ${name} `)),
    )
    .map(([, { Properties }]) => (Properties.LoggingConfig as { LogGroup: { Ref: string } }).LogGroup.Ref);
  expect(groups).toHaveLength(TELLING_CALLBACKS.length);
  for (const group of groups) expect(JSON.stringify(dashboard)).toContain(`{"Ref":"${group}"}`);
  await send(deploymentWith(UP), { query: BOB, body: documented('refer-success') });
  expect(log.text()).not.toMatch(/sip:|\+1555/);
});
