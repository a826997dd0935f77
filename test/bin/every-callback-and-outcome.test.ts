import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../bin/console/call/summary.ts';
import { handleReceived } from '../../bin/explain/callbacks.ts';
import { receive } from '../../bin/explain/received.ts';
import { storyText } from '../../bin/outcomes/print/story-text.ts';
import { STORED_OUTCOMES } from '../../bin/reader/stored-outcome.ts';
import { endingWords } from '../../bin/story/ending-words.ts';
import { eventWords, isResult, SIDE_OUTCOMES } from '../../bin/story/event-words.ts';
import { GROUPINGS } from '../../bin/story/tally.ts';
import { CALLBACK_WORDS } from '../../bin/words/callbacks.ts';
import { OUTCOME_WORDS } from '../../bin/words/outcomes.ts';
import { CALLBACKS, urlOutput } from '../../functions/callbacks.ts';
import { LEG_OUTCOMES, OUTCOMES } from '../../functions/recovery/outcome.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { outcomesTable } from '../support/outcomes-table.ts';
import { outcomesOf } from './outcomes/captured-terminal.ts';
import { row } from './reader/items.ts';

const page = (path: string): string => readFileSync(new URL(`../../docs/${path}`, import.meta.url), 'utf8');
const DESIGN = page('design.md');
const POLICY = parsePolicy({ routes: [{ name: 'desk', destinations: ['sip:a@example.com'] }] });
const table = outcomesTable();

describe.each(CALLBACKS)('every program knows the callback $name', ({ name, eventTypes: [eventType] }) => {
  test('its event is explained, told and listed', () => {
    const event = { eventType, callId: 'c-1', parentCallId: 'c-0', eventTime: '2026-06-10T10:00:00.000Z' };
    const { name: found, received } = receive({ body: JSON.stringify(event), handOff: {} });
    expect(found).toBe(name);
    expect(handleReceived(name, received, POLICY).decision.outcome).toBeTypeOf('string');
    const told = eventWords(row({ eventType, outcome: 'failed' }));
    expect(told).not.toContain(`event "${eventType}"`);
    expect(CALLBACK_WORDS[name].words(row({ eventType }))).not.toBe('');
  });

  test('docs/design.md and docs/bandwidth-setup.md name its event or its URL', () => {
    expect(DESIGN).toContain(`\`${eventType}\``);
    expect(DESIGN).toContain(`${name}/`);
    expect(urlOutput(name)).toMatch(/^[A-Z]\w+Url$/);
  });
});

describe.each(OUTCOMES)('every program knows the outcome %s', (outcome) => {
  test('in words, with a colour, in a call and in docs/design.md', async () => {
    const one = row({ outcome, eventType: 'transferComplete' });
    expect(OUTCOME_WORDS[outcome].means).not.toBe('');
    expect(storyText([one], new Date(), 100).includes(outcome)).toBe(isResult(one));
    expect(endingWords([one])).toMatch(/[.]$/);
    expect((await summaryOf('c-1', [one])).state).toBeTypeOf('string');
    expect(GROUPINGS.outcome(one)).toBe(outcome);
    expect(DESIGN).toContain(`\`${outcome}\``);
  });

  test('lists ask for it, unless it is of a callee alone', async () => {
    const isOfLeg = LEG_OUTCOMES.some((each) => each === outcome);
    expect(STORED_OUTCOMES.includes(outcome)).toBe(!isOfLeg);
    expect(isResult(row({ outcome }))).toBe(!SIDE_OUTCOMES.includes(outcome));
    const { exitCode } = await outcomesOf(table)('list', '--outcome', outcome);
    expect(exitCode).toBe(isOfLeg ? 2 : 0);
  });
});
