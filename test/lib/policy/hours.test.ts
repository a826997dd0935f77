import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

const office = { timeZone: 'Europe/Berlin', weekly: { mon: '09:00-17:00' } };
const calendar = (changes: object) => ({ hours: { office: { ...office, ...changes } } });
const route = (changes: object) => ({
  hours: { office },
  routes: [{ name: 'a', destinations: ['sip:a@x.example'], ...changes }],
});

describe('hours as functions read them', () => {
  it('are minutes by weekday and date, and the changes of their time zones', () => {
    const { hours, timeZones } = parsePolicy(
      {
        hours: {
          office: { ...office, weekly: { 'mon,sun': ['09:00-12:00', '22:00-06:00'], tue: 'closed' } },
          holidays: { timeZone: 'UTC', dates: { '12-25': '00:00-24:00', '2026-01-06': 'closed' } },
          other: office,
        },
      },
      2026,
    );
    const spans = [540, 720, 1320, 1800];
    expect(hours.office).toEqual({
      timeZone: 'Europe/Berlin',
      weekly: [spans, [], [], [], [], [], spans],
      dates: {},
    });
    expect(hours.holidays).toEqual({
      timeZone: 'UTC',
      weekly: Array(7).fill([]),
      dates: { '12-25': [0, 1440], '2026-01-06': [] },
    });
    expect(Object.keys(timeZones)).toEqual(['Europe/Berlin', 'UTC']);
    expect(timeZones.UTC).toEqual([Date.UTC(2026, 0, 1) / 60_000, 0]);
  });

  it('begin with the year of the synth', () => {
    const { timeZones } = parsePolicy({ hours: { office } });
    expect(timeZones['Europe/Berlin']?.[0]).toBe(Date.UTC(new Date().getUTCFullYear(), 0, 1) / 60_000);
  });

  it('stand at routes and destinations as they were written', () => {
    const destinations = [
      'sip:a@x.example',
      { to: 'SIP:b@x.example', hours: { not: 'office' } },
      { to: ['sip:c@x.example', '+15550001111'], hours: 'always', callTimeoutSeconds: 40, privacy: true },
      { to: ['sip:d@x.example'] },
    ];
    const [first] = parsePolicy(route({ hours: 'office', destinations })).routes;
    expect(first?.hours).toBe('office');
    expect(first?.destinations).toStrictEqual([
      { targets: ['sip:a@x.example'] },
      { targets: ['sip:b@x.example'], hours: { not: 'office' } },
      {
        targets: ['sip:c@x.example', '+15550001111'],
        hours: 'always',
        transfer: { callTimeoutSeconds: 40, privacy: true },
      },
      { targets: ['sip:d@x.example'] },
    ]);
    expect(parsePolicy(route({})).routes[0]).not.toHaveProperty('hours');
  });
});

describe('hours that are refused', () => {
  const SPAN = 'a span such as "08:30-12:00", or "22:00-06:00" over midnight';
  const ENDS = 'a span that ends at another time than it begins; "00:00-24:00" is a whole day';
  const NAME = 'a name of 1 to 64 letters, digits, "_" and "-" that begins with a letter';
  const DAYS = 'days such as "mon", "mon-fri" or "mon,wed", of mon tue wed thu fri sat sun';
  const DATE = 'a date such as "2026-12-25", or "12-25" for every year';
  const WEEKLY = 'hours.office.weekly';

  it.each<[unknown, string]>([
    [{ hours: [] }, 'hours: found "a list", expected an object of opening hours'],
    [calendar({ dates: [] }), 'hours.office.dates: found "a list", expected an object of dates and spans'],
    [{ hours: 5 }, 'hours: found 5, expected an object of opening hours'],
    [{ hours: { office: 'mon' } }, 'hours.office: found "mon", expected an object'],
    [{ hours: { office: {} } }, 'hours.office.timeZone: found nothing, expected the key "timeZone"'],
    [
      { hours: { office: { timeZone: 'UTC' } } },
      'hours.office: found {"timeZone":"UTC","weekly":{},"dates":{}}, expected a span in "weekly" or "dates": never open without one',
    ],
    ...[
      { weekly: { 'mon-sun': 'closed' } },
      { weekly: {} },
      { weekly: {}, dates: { '12-25': 'closed' } },
      { weekly: { mon: 'closed' }, dates: { '2020-12-25': 'closed', '2099-12-25': 'closed' } },
    ].map((changes): [unknown, string] => [
      calendar(changes),
      'expected a span in "weekly" or "dates": never open without one',
    ]),
    [
      calendar({ timeZone: 'Europe/Berlinn' }),
      'hours.office.timeZone: found "Europe/Berlinn", expected an IANA time zone such as "America/New_York"; did you mean "Europe/Berlin"?',
    ],
    [
      calendar({ timeZone: 5 }),
      'hours.office.timeZone: found 5, expected an IANA time zone such as "America/New_York"',
    ],
    [
      calendar({ weeky: {} }),
      'hours.office.weeky: found an unknown key, expected one of "timeZone", "weekly", "dates"',
    ],
    [calendar({ weekly: 5 }), `${WEEKLY}: found 5, expected an object of days and spans`],
    [calendar({ dates: 5 }), 'hours.office.dates: found 5, expected an object of dates and spans'],
    [calendar({ weekly: { monday: '09:00-17:00' } }), `${WEEKLY}.monday: found "monday", expected ${DAYS}`],
    [
      calendar({ weekly: { mon: 5 } }),
      `${WEEKLY}.mon: found 5, expected ${SPAN}, a list of spans or "closed"`,
    ],
    [
      calendar({ weekly: { mon: 'shut' } }),
      `${WEEKLY}.mon: found "shut", expected ${SPAN}, a list of spans or "closed"`,
    ],
    [calendar({ weekly: { mon: '09:00-09:00' } }), `${WEEKLY}.mon: found "09:00-09:00", expected ${ENDS}`],
    [calendar({ weekly: { mon: [] } }), `${WEEKLY}.mon: found [], expected at least one span, or "closed"`],
    [calendar({ weekly: { mon: Array(25).fill('09:00-10:00') } }), 'expected at most 24 spans'],
    [calendar({ weekly: { mon: ['closed'] } }), `${WEEKLY}.mon[0]: found "closed", expected ${SPAN}`],
    [calendar({ weekly: { mon: [5] } }), `${WEEKLY}.mon[0]: found 5, expected ${SPAN}`],
    [
      calendar({ weekly: { mon: ['09:00-09:00'] } }),
      `${WEEKLY}.mon[0]: found "09:00-09:00", expected ${ENDS}`,
    ],
    [
      calendar({ dates: { '2026-02-29': 'closed' } }),
      `hours.office.dates.2026-02-29: found "2026-02-29", expected a day from 01 to 28: February 2026 has 28 days`,
    ],
    [
      calendar({ dates: { '25.12.': 'closed' } }),
      `hours.office.dates.25.12.: found "25.12.", expected ${DATE}`,
    ],
    [
      { hours: { always: office } },
      'hours.always: found "always", expected another name: "always" is built in',
    ],
    [
      { ...route({ hours: { not: 'always' } }), hours: { always: office } },
      'what is not "always" is never open',
    ],
    [calendar({ weekly: { 'mon-tue': 'closed', tue: 'closed' } }), 'expected each weekday in one key only'],
    [calendar({ weekly: { mon: ['09:00-12:00', '11:00-13:00'] } }), 'expected spans that do not overlap'],
    [{ hours: { '1st': office } }, `hours.1st: found "1st", expected ${NAME}`],
    [{ hours: { 'a b': office } }, `hours.a b: found "a b", expected ${NAME}`],
    [{ hours: { ['a'.repeat(65)]: office } }, `expected ${NAME}`],
    [{ hours: { constructor: office } }, `hours.constructor: found "constructor", expected ${NAME}`],
    [{ hours: { prototype: office } }, `hours.prototype: found "prototype", expected ${NAME}`],
    [JSON.parse('{"hours":{"__proto__":{}}}'), `hours.__proto__: found "__proto__", expected ${NAME}`],
    [
      route({ hours: 'ofice' }),
      'routes[0].hours: found "ofice", expected one of "office", "always"; did you mean "office"?',
    ],
    [
      route({ hours: 'constructor' }),
      'routes[0].hours: found "constructor", expected one of "office", "always"',
    ],
    [route({ hours: 5 }), 'routes[0].hours: found 5, expected '],
    [route({ hours: { not: 5 } }), 'routes[0].hours.not: found 5, expected the name of opening hours'],
    [
      route({ hours: { not: { not: 'office' } } }),
      'routes[0].hours.not: found {"not":"office"}, expected the name',
    ],
    [
      route({ hours: { not: 'always' } }),
      'routes[0].hours.not: found "always", expected hours that close: what is not "always" is never open',
    ],
    [
      route({ hours: { nott: 'office' } }),
      'routes[0].hours.nott: found an unknown key, expected one of "not"',
    ],
    [
      { routes: [{ name: 'a', destinations: ['sip:a@x'], hours: { not: 'office' } }] },
      'routes[0].hours.not: found "office", expected a name of "hours", of which there are none',
    ],
    [
      route({ destinations: ['sip:b@x', { to: 'sip:a@x', hours: 'ofice' }] }),
      'routes[0].destinations[1].hours: found "ofice", expected one of "office", "always"; did you mean "office"?',
    ],
  ])('%j', (input, expected) => {
    expect(refused(input).message).toContain(expected);
  });

  it('takes no name of 65 letters, and one of 64', () => {
    expect(parsePolicy({ hours: { ['a'.repeat(64)]: office } }).hours).toHaveProperty('a'.repeat(64));
  });
});

describe('destinations with options that are refused', () => {
  const at = 'routes[0].destinations[0]';
  it.each<[unknown, string]>([
    [{ hours: 'office' }, `${at}.to: found nothing, expected the key "to"`],
    [{ to: [] }, `${at}.to: found [], expected at least one target`],
    [{ to: 'a@x.example' }, `${at}.to: found "a@x.example", expected a sip: URI`],
    [
      {
        to: Array.from({ length: 8 }, (_, index) => `sip:${'a'.repeat(230)}${index}@x.example`),
      },
      `${at}.to: found`,
    ],
    [
      { to: 'sip:a@x', callTimeout: 5 },
      `${at}.callTimeout: found an unknown key, expected one of "to", "hours", "callTimeoutSeconds"`,
    ],
    [
      { to: 'sip:a@x', callTimeoutSeconds: 0 },
      `${at}.callTimeoutSeconds: found 0, expected a number of seconds from 1 to 300`,
    ],
    [{ to: 'sip:a@x', uui: 'YQ==' }, `${at}.uui: found "YQ==", expected base64, a JWT or hexadecimal digits`],
    [{ to: 'sip:a@x', uui: `${'a'.repeat(241)};encoding=base64` }, 'expected at most 256 characters'],
    [{ to: 'sip:a@x', uui: 'xyz;encoding=hex' }, `${at}.uui: found "xyz;encoding=hex", expected base64`],
    [
      { to: '+15550001111', uui: 'YQ==;encoding=base64' },
      `${at}: found {"to":"+15550001111","uui":"YQ==;encoding=base64"}, expected "uui" only where a sip: URI is among the targets`,
    ],
  ])('%j', (destination, expected) => {
    expect(refused(route({ destinations: [destination] })).message).toContain(expected);
  });

  it.each(['a.b-c_d;encoding=jwt', '0aF9;encoding=hex', `${'a'.repeat(240)};encoding=base64`])(
    'takes uui %s',
    (uui) => {
      const { routes } = parsePolicy(route({ destinations: [{ to: ['+15550001111', 'SIP:a@x'], uui }] }));
      expect(routes[0]?.destinations[0]?.transfer).toEqual({ uui });
    },
  );
});
