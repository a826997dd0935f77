import { describe, expect, it } from 'vitest';
import { CONNECT_DOCUMENT } from '../../../functions/bxml/document.ts';
import { CALLBACKS, type CallbackName, callbackOfEvent, callbackRow } from '../../../functions/callbacks.ts';
import type { Deployment } from '../../../functions/chain/contract.ts';
import { captureLog } from '../../support/captured-log.ts';
import { deploymentWith, documented, queryOf, SAFE, send, UP } from '../../support/requests.ts';

const log = captureLog();

const NAMES = CALLBACKS.map(({ name }) => name);
const TYPES: readonly unknown[] = CALLBACKS.flatMap(({ eventTypes }) => eventTypes);
/** Not one of them tells that nobody waits. */
const ODD: readonly unknown[] = [
  'bridgeComplete',
  'transferanswer',
  'DISCONNECT',
  'Disconnect',
  ' disconnect',
  'disconnect\u0000',
  'transferdisconnect',
  'constructor',
  '__proto__',
  '',
  null,
  undefined,
  0,
  true,
  ['disconnect'],
  { disconnect: true },
];
const NOTHING = { statusCode: 200, headers: {}, body: '' };
const CONNECTED = { ...SAFE, body: CONNECT_DOCUMENT };
/** What is safe where nobody waits, and for a callee who has answered; a caller is behind every other type. */
const SAFE_OF: ReadonlyMap<unknown, object> = new Map([
  ...['transferDisconnect', 'recordingAvailable', 'disconnect'].map((type) => [type, NOTHING] as const),
  ['transferAnswer', CONNECTED],
]);
const safeOf = (eventType: unknown) => SAFE_OF.get(eventType) ?? SAFE;

/** A defect of ours in each callback, after its event was read. */
const DEFECT: Partial<Deployment> = { policy: null as never };

describe.each(NAMES)('at the URL of %s', (name) => {
  const ways = (eventType: unknown) => {
    const event = documented('refer-success', { eventType, cause: 'hangup' });
    const isText = typeof eventType === 'string';
    return [
      { name, body: event },
      { name, body: btoa(JSON.stringify(event)), isBase64Encoded: true },
      ...(isText ? [{ name, method: 'GET', query: `attempt=2&${queryOf(event)}` }] : []),
      ...(isText ? [{ name, method: 'GET', query: `${queryOf(event)}&eventType=disconnect` }] : []),
    ];
  };

  it.each([...TYPES, ...ODD].map((eventType) => [eventType]))(
    '%j: who waits by its own type hears something, and only then is it counted',
    async (eventType) => {
      const isHandled = callbackOfEvent(eventType)?.name === name;
      const heard = safeOf(eventType) !== NOTHING;
      for (const changes of [{}, DEFECT])
        for (const sent of ways(eventType)) {
          log.clear();
          const { statusCode, headers, body } = await send(deploymentWith(UP, changes), sent);
          /** A `gather` without a `parentCallId` is of no callee. */
          const isSafe =
            !isHandled ||
            name === 'gather' ||
            (changes === DEFECT && name !== 'disconnect' && name !== 'recording-available');
          if (isSafe) expect({ statusCode, headers, body }).toEqual(safeOf(eventType));
          else expect({ statusCode, isHeard: body !== '' }).toEqual({ statusCode: 200, isHeard: heard });
          const counted = log.lines().filter(({ SafetyNetAnswers }) => SafetyNetAnswers === 1);
          expect(counted).toHaveLength(isSafe && heard ? 1 : 0);
        }
    },
  );

  it.each(TYPES.filter((type) => callbackOfEvent(type)?.name !== name).map((type) => [type]))(
    '%s: the log names the URL that it belongs to',
    async (eventType) => {
      await send(deploymentWith(UP), { name, body: documented('refer-success', { eventType }) });
      const { name: right, setting } = callbackRow(callbackOfEvent(eventType)?.name as CallbackName);
      expect(log.lines()).toMatchObject([
        {
          message: 'callback refused',
          callback: name,
          reason: expect.stringContaining(`set ${setting} to …/${right}`),
        },
      ]);
    },
  );

  it('what cannot be read as an event at all is refused, and nobody is said to have heard it', async () => {
    for (const body of ['no JSON', '[]', '{}', '{"eventType":"referComplete"}']) {
      log.clear();
      expect(await send(deploymentWith(UP), { name, body })).toMatchObject({ statusCode: 400 });
      expect(log.lines().some((line) => 'SafetyNetAnswers' in line)).toBe(false);
    }
  });

  it('a defect before the event was read: a document, as a call may wait', async () => {
    const tokenHashes = null as never;
    const sent = { name, body: documented('refer-success', { eventType: 'disconnect' }) };
    expect(await send(deploymentWith(UP, { tokenHashes }), sent)).toEqual(SAFE);
    expect(log.lines()).toMatchObject([{ SafetyNetAnswers: 1, Defects: 1 }]);
  });
});
