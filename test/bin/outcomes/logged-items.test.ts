import { describe, expect, test } from 'vitest';
import { loggedItems, seenIn } from '../../../bin/outcomes/backfill/logged-items.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { FORGED, FORMS, ITEM, lineOf } from './log-forms.ts';

describe('a logged outcome is read', () => {
  test.each(FORMS)('%s', (_name, wrap) => {
    expect(loggedItems(wrap(lineOf()))).toEqual([ITEM]);
  });

  test('two of one export', () => {
    const other = itemOf('c-other');
    const events = [ITEM, other].map((item) => ({ message: lineOf(item) }));
    expect(loggedItems(JSON.stringify({ events }))).toEqual([ITEM, other]);
  });

  test('two lines that were put together without an end, as delivery streams do', () => {
    const other = itemOf('c-other');
    const record = (item: OutcomeItem) => JSON.stringify({ logEvents: [{ message: lineOf(item) }] });
    expect(loggedItems(`${record(ITEM)}${record(other)}`)).toEqual([ITEM, other]);
  });

  test.each<[string, unknown]>([
    ['a field of another line', { message: 'callback answered', tag: FORGED }],
    ['a field that was parsed', { message: 'callback answered', tag: JSON.parse(FORGED) }],
    ['a list of another line', { message: 'callback answered', events: [{ message: FORGED }] }],
    ['a field of an export', { events: [{ message: 'callback answered', tag: FORGED }] }],
    ['a member of an export', { '@timestamp': 'x', '@message': 'START', tag: FORGED }],
    ['a field of a query', { results: [[{ field: 'tag', value: FORGED }]] }],
    ['an error of another line', { message: 'callback refused', error: { message: FORGED } }],
  ])('a text of a caller is no line: in %s', (_what, line) => {
    expect(loggedItems(JSON.stringify(line))).toEqual([]);
    expect(seenIn(JSON.stringify(line))).toEqual([]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['a tag', { tag: FORGED }],
    ['a tag that breaks lines', { tag: `\n${FORGED}\u2028${FORGED}\r\n${FORGED}` }],
    ['a message', { message: FORGED, '@message': FORGED, events: [JSON.parse(FORGED)] }],
    ['another item', { item: JSON.parse(FORGED) }],
  ])('the text of a caller in an item stays text: %s', (_what, fields) => {
    const item = itemOf('c-own', fields);
    for (const [, wrap] of FORMS) expect(loggedItems(wrap(lineOf(item)))).toEqual([item]);
  });

  test.each([
    `caller said: ${FORGED}`,
    `2026-11-21T22:00:00.000Z "${FORGED}"`,
    `2026-11-21,"${FORGED.replaceAll('"', '""')}","${FORGED.replaceAll('"', '""')}"`,
    `${FORGED} and more`,
    FORGED.slice(0, -1),
  ])('what is no line of ours is told, and not taken: %s', (line) => {
    expect(seenIn(line)).toEqual(['unreadable']);
  });

  test.each([
    '',
    'START RequestId: 1',
    '{"message":"callback answered"}',
    '{"message":"outcome queued","item":{}}',
  ])('other lines hold none: %s', (line) => {
    expect(loggedItems(line)).toEqual([]);
  });
});
