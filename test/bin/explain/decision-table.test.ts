import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policyTable } from '../../../bin/explain/decision-table.ts';
import { policyTableText } from '../../../bin/explain/table-text.ts';
import { decide } from '../../../functions/recovery/decide.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { POSSIBLE_OUTCOMES } from '../../../lib/policy/possible-outcomes.ts';
import { policyFile } from '../../functions/recovery/arbitraries.ts';

const text = (policy: unknown): string => {
  const parsed = parsePolicy(policy);
  return stripVTControlCharacters(policyTableText(policyTable(parsed), parsed));
};
const rowsOf = (policy: unknown, outcome: string): string[] =>
  text(policy)
    .split('\n')
    .filter((line) => line.startsWith(`${outcome} `))
    .map((line) => line.replaceAll(/ +/g, ' '));

const desks = { name: 'desks', destinations: ['sip:a@x.example', 'sip:b@x.example'] };

describe('the decision table', () => {
  it('says how long a caller waits, where that is bounded', () => {
    expect(text({ routes: [desks], limits: { waitSeconds: 90 } })).toContain(
      'none later than 3,600 s after the start of the call or 90 s after its first hand-off.',
    );
    expect(text({ routes: [desks] })).toContain('3,600 s after the start of the call.');
  });

  it('has a row for each outcome and attempt', () => {
    expect(rowsOf({ routes: [desks] }, 'busy')).toEqual([
      'busy 1 R sip:a@x.example next R sip:b@x.example',
      'busy 2 R sip:b@x.example retry, 5 s silence R sip:b@x.example',
      'busy 3 R sip:b@x.example goodbye hangs up',
    ]);
  });

  it('says so where an outcome goes as another one', () => {
    expect(rowsOf({ routes: [desks] }, 'declined')).toEqual(['declined like no-answer, by default']);
    // The lists of steps differ, but the steps that are taken do not.
    const mobile = { name: 'mobile', destinations: ['sip:a@x.example', '+15550001111'] };
    expect(rowsOf({ routes: [mobile] }, 'unconfirmed')).toEqual(['unconfirmed like unreachable, by default']);
    const declined = [{ step: 'next', prompt: { say: 'Sorry.' } }];
    expect(rowsOf({ routes: [desks], outcomes: { declined } }, 'declined')[0]).toBe(
      'declined 1 R sip:a@x.example next R sip:b@x.example',
    );
  });

  it('has rows for <Transfer> too where they differ', () => {
    expect(rowsOf({ routes: [desks], outcomes: { busy: ['bridge', 'goodbye'] } }, 'busy')).toEqual([
      'busy 1 R sip:a@x.example bridge T sip:a@x.example',
      'busy 2 T sip:a@x.example goodbye hangs up',
      'busy 1 T sip:a@x.example goodbye hangs up',
    ]);
    const outcomes = { busy: ['bridge', 'goodbye'], declined: ['bridge', 'goodbye'] };
    expect(rowsOf({ routes: [desks], outcomes }, 'declined')).toEqual([
      'declined like busy, from R, by the policy',
      'declined like busy, from T, by the policy',
    ]);
  });

  it('tells of each outcome who wrote its steps, and of each row what the caller hears', () => {
    const policy = {
      prompts: { next: { say: 'Moment.', voice: 'katrin' }, goodbye: { play: 'https://x.example/bye.wav' } },
      outcomes: { busy: ['hangup'], cancelled: ['next'], otherwise: ['next', 'voicemail'] },
      routes: [
        { ...desks, match: { tag: 'a' }, outcomes: { busy: ['next'] } },
        { ...desks, name: 'other', outcomes: { otherwise: ['retry'] } },
      ],
    };
    const [own, other] = text(policy).split('\nroute ').slice(1) as [string, string];
    const writers = (table: string) =>
      [...table.matchAll(/^([\w-]+) +(?:1 |–|like).*(?:\n +|, )by (\w+(?: \w+)*)/gm)].map(
        ([, ...told]) => told,
      );
    expect(Object.fromEntries(writers(own))).toMatchObject({
      completed: 'default',
      busy: 'route desks',
      declined: 'otherwise of the policy',
      refused: 'otherwise of the policy',
      cancelled: 'the policy',
      recorded: 'default',
    });
    expect(Object.fromEntries(writers(other))).toMatchObject({
      busy: 'otherwise of route other',
      cancelled: 'otherwise of route other',
    });
    expect(own).toContain(
      `busy          1  R sip:a@x.example              next                 R sip:b@x.example
                 by route desks · says "Moment." (katrin)
busy          2  R sip:b@x.example              goodbye              hangs up
                 says https://x.example/bye.wav
`,
    );
  });

  it('shows what a menu says, and where its keys lead', () => {
    const menu = { step: 'menu', prompt: { say: 'Press 1.' }, keys: { 1: 'voicemail' } };
    expect(text({ routes: [desks], outcomes: { busy: [menu] } })).toContain(
      `busy          1  R sip:a@x.example              menu                 asks for a key
                 by the policy · says "Press 1." · menu: 1 voicemail; else goodbye
`,
    );
  });

  it('shows the limit of attempts', () => {
    expect(rowsOf({ routes: [desks], limits: { attempts: 1 } }, 'busy')).toEqual([
      'busy 1 R sip:a@x.example goodbye hangs up',
    ]);
  });

  it('ends at the URL of a redirect', () => {
    const busy = [{ step: 'redirect', url: 'https://a.example/bxml' }];
    expect(rowsOf({ routes: [desks], outcomes: { busy } }, 'busy')).toEqual([
      'busy 1 R sip:a@x.example redirect https://a.example/bxml',
    ]);
  });

  it('has the calls without a route, where there can be some', () => {
    expect(rowsOf({}, 'unrouted')).toEqual(['unrouted – – goodbye hangs up']);
    expect(rowsOf({ routes: [{ ...desks, match: { tag: 'x' } }] }, 'unrouted')).toHaveLength(1);
    expect(rowsOf({ routes: [desks] }, 'unrouted')).toEqual([]);
  });

  it('has those who do not take the call from the first destination on that is asked, and from none that is not', () => {
    const asked = { to: '+15556667777', confirm: true };
    const mobiles = { ...desks, destinations: ['sip:a@x.example', asked, 'sip:b@x.example'] };
    expect(rowsOf({ routes: [mobiles] }, 'not-accepted')).toEqual([
      'not-accepted 2 T +15556667777 next T sip:b@x.example',
    ]);
    expect(rowsOf({ routes: [desks] }, 'not-accepted')).toEqual([]);
  });

  it('fits into 100 columns, whatever the destinations', () => {
    const long = [`sip:${'long.'.repeat(30)}a@x.example`, `sip:${'long.'.repeat(30)}b@x.example`];
    const lines = text({ routes: [{ name: 'n'.repeat(64), destinations: [long, ...long] }] }).split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
  });

  it('holds for every policy: rows are decisions, follow each other, and end', () => {
    fc.assert(
      fc.property(policyFile, (file) => {
        const policy = parsePolicy(file);
        const { attempts } = policy.limits;
        for (const { conversations } of policyTable(policy)) {
          for (const { outcome, rows } of conversations) {
            expect(rows.length).toBeLessThanOrEqual(attempts);
            rows.forEach(({ verb, decision }, index) => {
              expect(decision).toEqual(decide({ verb, outcome, call: {}, handOff: decision.ended }, policy));
              const before = rows[index - 1]?.decision.action;
              if (before) expect(before).toMatchObject({ kind: 'hand-off', verb, handOff: decision.ended });
            });
            const last = rows.at(-1)?.decision.action;
            if (last?.kind === 'hand-off') expect(POSSIBLE_OUTCOMES[last.verb]).not.toContain(outcome);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});
