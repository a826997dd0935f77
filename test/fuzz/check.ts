import assert from 'node:assert/strict';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { callbackOfEvent } from '../../functions/callbacks.ts';
import type { Deployment } from '../../functions/chain/contract.ts';
import { toAttributeMap } from '../../functions/outcomes/attribute-value.ts';
import { toMessage } from '../../functions/outcomes/fallback-queue.ts';
import { MAX_ITEM_CHARACTERS } from '../../functions/outcomes/fitted-item.ts';
import type { OutcomeItem } from '../../functions/outcomes/item.ts';
import { deploymentWith, type SentRequest, send, TOKEN } from '../support/requests.ts';

/** The longest host name, and a token of ours. */
export const LONGEST_BASE = `https://${'h.'.repeat(126)}h/${'t'.repeat(43)}/`;

const parser = new XMLParser({ ignoreAttributes: false });

/** The type that an event says it has, as it was sent. */
function eventTypeOf({ method, query, body = '', isBase64Encoded }: SentRequest): unknown {
  if (method === 'GET') return new URLSearchParams(query).get('eventType');
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const json = Buffer.from(text, isBase64Encoded ? 'base64' : 'utf8').toString();
  return JSON.parse(json.replace(/^\ufeff/, '')).eventType;
}

/** 200 with a document of one `<Response>`, or empty for an event whose answer is dropped, and for no other. */
function checkAnswered({ headers, body = '' }: APIGatewayProxyStructuredResultV2, sent: SentRequest): void {
  if (body === '') {
    assert.equal(callbackOfEvent(eventTypeOf(sent))?.safe, 'nothing');
    return;
  }
  assert.deepEqual(headers, { 'content-type': 'application/xml; charset=utf-8' });
  assert.equal(XMLValidator.validate(body), true);
  assert.deepEqual(Object.keys(parser.parse(body)), ['?xml', 'Response']);
  assert.ok(Buffer.byteLength(body) <= 64 * 1024);
  for (const [, url = ''] of body.matchAll(/Url="([^"]*)"/g)) {
    const resolved = new URL(url.replaceAll('&amp;', '&'), LONGEST_BASE).href;
    assert.ok(resolved.length <= 2048, `a URL of ${resolved.length} characters`);
  }
}

function checkAnswer(answered: APIGatewayProxyStructuredResultV2, sent: SentRequest): void {
  const { statusCode, headers, body = '' } = answered;
  const isKnown = !('token' in sent) || sent.token === TOKEN;
  const isAllowed = ['POST', 'GET', undefined].includes(sent.method);
  if (!isKnown) assert.deepEqual([statusCode, headers, body], [404, {}, '']);
  else if (!isAllowed) assert.deepEqual([statusCode, body], [405, '']);
  else if (statusCode === 200) checkAnswered(answered, sent);
  else {
    assert.ok(statusCode === 400 || statusCode === 413, `answered ${statusCode}`);
    assert.deepEqual(headers, { 'content-type': 'application/problem+json' });
    assert.equal(JSON.parse(body).status, statusCode);
  }
}

function checkItem(item: OutcomeItem): void {
  toAttributeMap(item);
  assert.ok(item.callId !== '' && Buffer.byteLength(item.callId) <= 2048, 'callId is no key');
  assert.match(item.eventKey, /^(?:\d{4}-\d\d-\d\dT[\d:.]{12}Z|[0-9a-f]{32}|accepted)#/);
  assert.match(String(item.eventTime), /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/);
  assert.ok(toMessage(item).length <= MAX_ITEM_CHARACTERS, 'an item too large for queue and log');
  assert.ok(Buffer.byteLength(item.eventKey) <= 1024, 'eventKey is no key');
  if ('caller' in item) assert.match(String(item.caller), /^(?:\+[1-9]\d{1,14}|sip:[^@]+@[^@]+)$/);
  const isReadWithItsCall = ['transferDisconnect', 'disconnect', 'transferAnswer', 'gather'].includes(
    String(item.eventType),
  );
  if (!isReadWithItsCall || 'outcomeDay' in item)
    assert.match(String(item.outcomeDay), /^[a-z-]+#\d{4}-\d\d-\d\d#(?:0\d|1[0-5])$/);
}

/** Collects what is written to standard output while something runs. */
export async function withLog<Result>(run: () => Promise<Result>): Promise<[Result, string]> {
  const { write } = process.stdout;
  let log = '';
  process.stdout.write = (chunk) => {
    log += String(chunk);
    return true;
  };
  try {
    return [await run(), log];
  } finally {
    process.stdout.write = write;
  }
}

/**
 * Sends a request twice and checks all that holds whatever it is; gives the status that it was answered with.
 * @throws {Error} naming what does not hold
 */
export async function check(sent: SentRequest, changes: Partial<Deployment> = {}): Promise<number> {
  const items: OutcomeItem[] = [];
  const put = async (item: OutcomeItem) => {
    items.push(item);
    return 'stored' as const;
  };
  const deployment = deploymentWith({ put }, changes);
  const [answers, log] = await withLog(async () => [
    await send(deployment, sent),
    await send(deployment, sent),
  ]);
  const [answered = {}, again] = answers;
  checkAnswer(answered, sent);
  assert.deepEqual(again, answered, 'another answer to the same request');
  assert.equal(items.length, answered.statusCode === 404 || answered.statusCode === 405 ? 0 : 2);
  items.forEach(checkItem);
  assert.equal(items[1]?.eventKey, items[0]?.eventKey, 'another key for the same request');
  for (const line of log.split('\n').slice(0, -1))
    assert.doesNotMatch(JSON.parse(line).message, /safe answer|defect/);
  assert.ok(!(log + answered.body + JSON.stringify(items)).includes(TOKEN), 'the token shows');
  assert.deepEqual(Object.keys(Object.prototype), []);
  return answered.statusCode ?? 0;
}
