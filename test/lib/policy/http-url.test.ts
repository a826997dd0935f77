import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

const PORT = 'port 80, 443 or one above 1023: Bandwidth calls no other port';
const HOST = 'an IP address, or a host name whose parts have 1 to 63 characters and no "-" at either end';
const URL_TEXT = 'an absolute http or https URL';

const LONGEST = `https://x.example/${'a'.repeat(2048 - 18)}`;

const using = (url: unknown) => ({
  outcomes: { busy: [{ step: 'redirect', url }] },
  prompts: { goodbye: { play: url } },
});

describe('a URL that Bandwidth would not call', () => {
  it.each<[unknown, string]>([
    [5, URL_TEXT],
    ['/voicemail', URL_TEXT],
    ['ftp://x.example/', URL_TEXT],
    ['see https://x.example/', URL_TEXT],
    ['data:https://x.example/', URL_TEXT],
    ['https://x.example/ <- here', URL_TEXT],
    ['https://[', URL_TEXT],
    [`${LONGEST}a`, 'a URL of at most 2,048 characters'],
    [`https://x.example/${'ä'.repeat(400)}`, 'a URL of at most 2,048 characters once it is escaped'],
    ['https://x.example:81/', PORT],
    ['http://x.example:1023/a', PORT],
    ['http://x.example:22', PORT],
    ['https://x.example:0/', PORT],
    ['https://[2001:db8::1]:8/', PORT],
    ['https://x.example:65536/', URL_TEXT],
    ['https://x.example/%zz', 'two hexadecimal digits after each %'],
    ['https://x.example/?off=50%', 'two hexadecimal digits after each %'],
    ['https://x..example/', HOST],
    ['https://.example/', HOST],
    ['https://-x.example/', HOST],
    ['https://x-.example/', HOST],
    [`https://${'x'.repeat(64)}.example/`, HOST],
    ['https://1.2.3/', HOST],
    ['https://1.2.3.400/', URL_TEXT],
    ['https:///x.example/', URL_TEXT],
    ['https://x.example/\u200ba.wav', `${URL_TEXT} without invisible characters`],
    ['https://x.ex\u00adample/a.wav', `${URL_TEXT} without invisible characters`],
    ['https://x.example/a\u00a0b.wav', URL_TEXT],
  ])('%s: %s, once', (url, expected) => {
    const found = expect.any(String);
    expect(refused(using(url)).mistakes).toEqual([
      { path: 'outcomes.busy[0].url', expected, found },
      { path: 'prompts.goodbye.play', expected, found },
    ]);
  });
});

it.each([
  LONGEST,
  'HTTPS://x.example',
  'http://x.example:80/',
  'https://x.example:443/',
  'http://x.example:443/',
  'https://x.example:80/',
  'https://x.example:1024/',
  'https://x.example:65535/',
  'https://192.0.2.1/a',
  'https://[2001:db8::1]:8080/',
  'https://my_bucket.x.example./a%20b?c=%C3%A9#d',
  'https://müller.example/ä',
])('%s is taken', (url) => {
  const { prompts, outcomes } = parsePolicy(using(url));
  expect([prompts.goodbye, outcomes.busy]).toEqual([{ play: url }, [{ step: 'redirect', url }]]);
});
