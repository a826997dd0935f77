import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../../functions/bxml/document.ts';
import { CALLBACKS } from '../../../functions/callbacks.ts';
import { decide } from '../../../functions/recovery/decide.ts';
import { parseDestination } from '../../../functions/recovery/read-destination.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

const to = (...destinations: unknown[]) => ({ routes: [{ name: 'a', destinations }] });

const PORT = 'a port from 1 to 65535';
const ESCAPES = 'two hexadecimal digits after each %';
const HOST = 'an IP address, or a host name whose parts have 1 to 63 characters and no "-" at either end';

describe('a SIP URI that names nothing that can be called', () => {
  it.each<[string, string]>([
    ['sip:a@x.example:0', PORT],
    ['sip:a@x.example:65536', PORT],
    ['sip:a@x.example:99999;transport=tcp', PORT],
    ['sip:x.example:0', PORT],
    ['sip:a@[::1]:70000', PORT],
    ['sip:%zz@x.example', ESCAPES],
    ['sip:a%4@x.example', ESCAPES],
    ['sip:a@x.example;tag=%', ESCAPES],
    ['sip:a@x.example?subject=100%', ESCAPES],
    ['sip:a@x..example', HOST],
    ['sip:a@.example', HOST],
    ['sip:a@.', HOST],
    ['sip:a@-x.example', HOST],
    ['sip:a@x-.example', HOST],
    ['sip:a@x.example-', HOST],
    [`sip:a@${'x'.repeat(64)}.example`, HOST],
    ['sip:-x.example', HOST],
    ['sip:a@1.2.3', HOST],
    ['sip:a@256.1.1.1', HOST],
    ['sip:a@1.2.3.4.5', HOST],
    ['sip:a@[1::2::3]', HOST],
    ['sip:a@[::1.2.3.400]', HOST],
  ])('%s: %s', (uri, expected) => {
    const mistake = { expected, found: expect.any(String) };
    expect(refused(to(uri)).mistakes).toEqual([{ path: 'routes[0].destinations[0]', ...mistake }]);
    expect(refused(to(['sip:a@y', uri])).mistakes).toEqual([
      { path: 'routes[0].destinations[0][1]', ...mistake },
    ]);
    const file = { routes: [{ name: 'a', match: { from: uri }, destinations: ['sip:a@y'] }] };
    expect(refused(file).mistakes).toEqual([{ path: 'routes[0].match.from', ...mistake }]);
  });

  it.each([
    'sip:a@x.example:1',
    'sip:a@x.example:65535',
    'sip:a%20b@x.example',
    `sip:a@${'x'.repeat(63)}.example.`,
    'sip:a@3com',
    'sip:a@xn--mller-kva.example',
    'sip:192.0.2.1:5060',
    'sip:a@[2001:db8::1]:5060;transport=tcp',
    'sip:a;x=1:2@x.example',
  ])('%s is taken', (uri) => {
    expect(parsePolicy(to(uri)).routes[0]?.destinations).toEqual([{ targets: [uri] }]);
  });
});

it.each([
  ['15556667777', '+15556667777'],
  ['<sip:ben@x.example>', 'sip:ben@x.example'],
  ['tel:+15556667777', '+15556667777'],
  ['sips:ben@x.example', 'sip:ben@x.example'],
])('for %s, %s is proposed', (written, meant) => {
  expect(refused(to(written)).message).toContain(`; did you mean "${meant}"?`);
});

it('a caller id without its + is proposed with it', () => {
  expect(refused({ transfer: { callerId: '(555) 666-7777' } }).message).toContain('mean "+15556667777"?');
});

it('a destination that is neither a text nor a list is told once', () => {
  for (const destination of [5, null, {}, true]) {
    expect(refused(to(destination)).mistakes).toHaveLength(1);
  }
});

describe('the URLs that a destination is written into', () => {
  /** Longer in a URL than `encodeURIComponent` makes it: `URLSearchParams` escapes these, too. */
  const escaped = (count: number) => `sip:${"!'()~".repeat(50).slice(0, count)}@x`;

  it('are bounded as they are written', () => {
    const targets = Array.from({ length: 3 }, (_, index) => escaped(240 + index));
    expect(encodeURIComponent(targets.join(',')).length).toBeLessThanOrEqual(1000);
    expect(refused(to(targets)).mistakes).toEqual([
      {
        path: 'routes[0].destinations[0]',
        expected: 'targets that take at most 1000 characters in a URL',
        found: expect.any(String),
      },
    ]);
  });

  it('with the longest of all, leave 923 characters for https://…/{token}/ of the 2,048', () => {
    const name = 'r'.repeat(64);
    const long = `${escaped(249)},${escaped(19)},sip:${'a'.repeat(160)}@x`.split(',');
    const encoded = (targets: readonly string[]) => new URLSearchParams({ '': targets.join(',') }).toString();
    expect(encoded(long)).toHaveLength('='.length + 1000);
    expect(refused(to([...long.slice(0, 2), `${long[2]}x`])).message).toContain('1000 characters');

    const steps = [{ step: 'retry', times: 20 }];
    const policy = parsePolicy({
      limits: { attempts: 50 },
      outcomes: { busy: steps },
      routes: [{ name, destinations: [long] }],
    });
    const destination = parseDestination(long.join(','));
    expect(destination).toEqual({ targets: long });
    const handOff = { route: name, destination, attempt: 49, retries: 19 };
    const bxml = writeDocument(decide({ verb: 'transfer', outcome: 'busy', call: {}, handOff }, policy));
    const urls = [...bxml.matchAll(/Url="([^"]*)"/g)].map(([, url = '']) => url.replaceAll('&amp;', '&'));
    expect(urls).toHaveLength(4);
    const longestName = Math.max(...CALLBACKS.map((callback) => callback.name.length));
    expect(longestName).toBe('transfer-disconnect'.length);
    expect(Math.max(...urls.map((url) => url.length))).toBe(2048 - 923);
  });
});
