import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { policyWeek } from '../../../bin/explain/week.ts';
import { weekText } from '../../../bin/explain/week-text.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const policyOf = (...routes: object[]) =>
  parsePolicy(
    {
      hours: {
        office: {
          timeZone: 'America/New_York',
          weekly: { 'mon-fri': ['08:30-12:00', '13:00-17:30'], sat: '10:00-14:00' },
          dates: { '12-25': 'closed' },
        },
        night: { timeZone: 'America/New_York', weekly: { 'sat-sun': '21:00-03:00' } },
        tokyo: { timeZone: 'Asia/Tokyo', weekly: { mon: '09:00-18:00' } },
        blink: { timeZone: 'UTC', weekly: { mon: ['00:00-01:00', '02:00-03:00'], tue: '04:00-05:00' } },
      },
      routes: routes.map((route, index) => ({
        name: `r${index}`,
        destinations: ['sip:a@x.example'],
        ...route,
      })),
    },
    2026,
  );

const picture = (policy: ReturnType<typeof policyOf>, date: string): string[] =>
  stripVTControlCharacters(weekText(policyWeek(policy, date), policy)).split('\n');

describe('a week', () => {
  const destinations = [
    'sip:alice-of-the-office@desk.example.com',
    { to: ['+15550001111', 'sip:b@x'], hours: { not: 'office' } },
    { to: 'sip:c@x', hours: 'always' },
    { to: 'sip:d@x', hours: 'night' },
  ];

  it('is a picture with a row for each destination, within 80 columns', () => {
    const lines = picture(policyOf({ hours: 'office', destinations }, {}), '2026-12-23');
    expect(lines).toEqual([
      'A character is three hours: █ open, · closed, ▐ opens within them,',
      '▌ closes within them, ▒ both.',
      '',
      'route r0',
      'week of 2026-12-21 on the clock of America/New_York',
      'office: Mon–Thu 08:30–12:00, 13:00–17:30; Sat 10:00–14:00 (New York); Fri 25',
      '    Dec closed ("12-25")',
      'not office: Mon–Thu 00:00–08:30, 12:00–13:00, 17:30–24:00; Sat 00:00–10:00,',
      '    14:00–24:00; Sun 00:00–24:00 (New York); Fri 25 Dec 00:00–24:00 ("12-25")',
      'always: always open',
      'night: Mon 00:00–03:00; Sat 21:00–24:00; Sun 00:00–03:00, 21:00–24:00 (New York)',
      '                  Mon 21   Tue 22   Wed 23   Thu 24   Fri 25   Sat 26   Sun 27',
      '                  0   12   0   12   0   12   0   12   0   12   0   12   0   12',
      'alice-of-the-off… ··▐█▐▌·· ··▐█▐▌·· ··▐█▐▌·· ··▐█▐▌·· ········ ···▐▌··· ········',
      '+15550001111 +1   ██▌·▌▐██ ██▌·▌▐██ ██▌·▌▐██ ██▌·▌▐██ ████████ ███▌▐███ ████████',
      'c@x               ████████ ████████ ████████ ████████ ████████ ████████ ████████',
      'd@x               █······· ········ ········ ········ ········ ·······█ █······█',
      '',
      'route r1',
      'always open',
      '',
    ]);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('tells opening, closing, and both within three hours', () => {
    const row = picture(policyOf({ hours: 'blink' }), '2026-12-21').at(-2);
    expect(row).toBe('a@x.example       ▒······· ·▒······ ········ ········ ········ ········ ········');
  });

  it.each([
    ['2026-12-21', '2026-12-21'],
    ['2026-12-27', '2026-12-21'],
    ['2026-12-28', '2026-12-28'],
    ['2027-01-01', '2026-12-28'],
    ['1969-12-31', '1969-12-29'],
    ['1969-12-28', '1969-12-22'],
  ])('of %s begins on Monday %s', (date, monday) => {
    expect(policyWeek(policyOf({}), date)[0]?.monday).toBe(monday);
  });

  it('is told as spans in UTC, an hour later after the change of the clock', () => {
    const [week] = policyWeek(policyOf({ hours: 'office' }), '2026-10-26');
    expect(week?.timeZone).toBe('America/New_York');
    expect(week?.rows[0]?.open.slice(0, 2)).toEqual([
      { from: '2026-10-26T12:30Z', to: '2026-10-26T16:00Z' },
      { from: '2026-10-26T17:00Z', to: '2026-10-26T21:30Z' },
    ]);
    const [after] = policyWeek(policyOf({ hours: 'office' }), '2026-11-02');
    expect(after?.rows[0]?.open[0]).toEqual({ from: '2026-11-02T13:30Z', to: '2026-11-02T17:00Z' });
  });

  it('has an hour more, or less, where the clock changes', () => {
    const hours = (date: string) => {
      const policy = policyOf({
        hours: 'office',
        destinations: ['sip:a@x', { to: 'sip:b@x', hours: 'always' }],
      });
      const [span] = policyWeek(policy, date)[0]?.rows[1]?.open ?? [];
      return (Date.parse(String(span?.to)) - Date.parse(String(span?.from))) / 3_600_000;
    };
    expect([hours('2026-10-26'), hours('2026-11-02'), hours('2026-03-02')]).toEqual([169, 168, 167]);
  });

  it('shows hours of another zone on the clock of the first', () => {
    const lines = picture(
      policyOf({ hours: 'office', destinations: ['sip:a@x', { to: 'sip:t@x', hours: 'tokyo' }] }),
      '2026-12-21',
    );
    expect(lines.find((line) => line.startsWith('t@x'))).toBe(
      't@x               █▌······ ········ ········ ········ ········ ········ ······▐█',
    );
  });

  it.each([
    ['2026-12-20T23:30Z', ['2026-12-14', '2026-12-21']],
    ['2026-12-21T04:59Z', ['2026-12-14', '2026-12-21']],
    ['2026-12-21T05:00Z', ['2026-12-21', '2026-12-21']],
    ['2026-12-27T14:59Z', ['2026-12-21', '2026-12-21']],
    ['2026-12-27T15:00Z', ['2026-12-21', '2026-12-28']],
  ])('of the moment %s is that of each clock, which is named', (moment, mondays) => {
    const policy = policyOf({ hours: 'office' }, { hours: 'tokyo' });
    const weeks = policyWeek(policy, new Date(moment));
    expect(weeks.map(({ monday }) => monday)).toEqual(mondays);
    const text = weekText(weeks, policy);
    expect(text).toContain(`week of ${mondays[0]} on the clock of America/New_York`);
    expect(text).toContain(`week of ${mondays[1]} on the clock of Asia/Tokyo`);
  });

  it('says so where there are no routes', () => {
    expect(picture(policyOf(), '2026-12-21')).toEqual(['The policy has no routes.']);
  });
});
