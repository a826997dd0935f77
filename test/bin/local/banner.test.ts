import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { banner } from '../../../bin/local/banner.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const SERVER = {
  baseUrl: 'http://127.0.0.1:3000',
  token: 'secret',
  tableName: 'outcomes',
  endpoint: 'http://127.0.0.1:4000',
  consoleUrl: 'http://127.0.0.1:3001',
};
const SETTINGS = {
  port: 3000,
  policy: parsePolicy({
    routes: [
      { name: 'sales', match: { to: "sip:o'neill@*" }, destinations: [['+15551230001', '+15551230002']] },
      { name: 'desk', destinations: ['sip:a@example.com', '+15551230003'] },
    ],
  }),
  policyFile: 'recovery.json',
  tableName: 'outcomes',
  dataDirectory: '.data',
  token: 'secret',
  tokenSource: '.data/callback-token',
  publicUrl: undefined,
  dynamoDbEndpoint: undefined,
};

const WIDE = /http|^curl/;
const widest = (text: string) =>
  Math.max(...text.split('\n').map((line) => (WIDE.test(line) ? 0 : line.length)));

test('says where it listens and with what, and what to paste', () => {
  const text = banner(SERVER, SETTINGS);
  expect(text).toMatch(
    /^http:\/\/127\.0\.0\.1:3001\/ shows .*\nCall recovery listens on http:\/\/127\.0\.0\.1:3000\n\nPaste .*\n\ncurl -i /,
  );
  expect(text).toContain('table    outcomes at http://127.0.0.1:4000 (embedded, kept in .data)');
  expect(text).toContain('policy   recovery.json, 2 routes: sales, desk\n');
  expect(text).toContain(
    '\n  npx bandwidth-call-recovery outcomes list\n  npx bandwidth-call-recovery simulate --calls 100\n',
  );
  expect(text).toContain(`  <Response>
    <Refer referCompleteUrl="http://127.0.0.1:3000/secret/refer-complete">
      <SipUri>sip:a@example.com</SipUri>
    </Refer>
  </Response>
`);
  expect(text).toContain(`    <Transfer transferCompleteUrl="http://127.0.0.1:3000/secret/transfer-complete">
      <PhoneNumber>+15551230001</PhoneNumber>
    </Transfer>
`);
  expect(text).toMatch(/Ctrl-C ends it\. Requests:$/);
  expect(widest(text)).toBeLessThanOrEqual(100);
});

test('the curl posts a call of the first route, whatever its pattern holds', () => {
  const [curl = ''] = /^curl .*$/m.exec(banner(SERVER, SETTINGS)) ?? [];
  const run = () =>
    JSON.parse(execFileSync('sh', ['-c', curl.replace(/^curl.*? -d/, 'echo')], { encoding: 'utf8' }));
  const [first, second] = [run(), run()];
  expect(first).toMatchObject({ eventType: 'referComplete', to: "sip:o'neill@example.com" });
  expect(Date.now() - Date.parse(first.eventTime)).toBeLessThan(60_000);
  expect(first.callId).toMatch(/^c-\w{8}$/);
  expect(second.callId).not.toBe(first.callId);
});

test('printed commands find this server by what is not as by default', () => {
  const text = banner(
    { ...SERVER, baseUrl: 'http://127.0.0.1:4100' },
    { ...SETTINGS, dataDirectory: 'my data', tokenSource: 'CALLBACK_TOKEN' },
  );
  expect(text).toContain("\n  DATA_DIR='my data' npx bandwidth-call-recovery outcomes list\n");
  expect(text).toContain(
    "  DATA_DIR='my data' PORT=4100 CALLBACK_TOKEN=secret npx bandwidth-call-recovery simulate --calls 100\n",
  );
});

test('a public URL is in every URL of a callback', () => {
  const text = banner(SERVER, { ...SETTINGS, publicUrl: 'https://calls.example.com' });
  expect(text.match(/https:\/\/calls\.example\.com\/secret\//g)).toHaveLength(5);
  expect(text).not.toContain('127.0.0.1:3000/secret');
  expect(text).not.toContain('--public-url');
});

test('warns of what is odd in the policy, in 80 columns', () => {
  const routes = [
    { name: 'all', destinations: ['sip:a@example.com'] },
    { name: 'late', match: { to: 'sip:support@*' }, destinations: ['sip:b@example.com'] },
  ];
  const text = banner(SERVER, { ...SETTINGS, policy: parsePolicy({ routes }) });
  expect(text).toContain('warning  routes[1]: "late" is hidden: "all" before it matches every');
  expect(widest(text)).toBeLessThanOrEqual(100);
});

test('without routes it shows examples, and of many it names a few', () => {
  const empty = { ...SETTINGS, policy: parsePolicy({}), dynamoDbEndpoint: 'http://127.0.0.1:4000' };
  const text = banner(SERVER, empty);
  for (const part of ['no routes', '<SipUri>sip:alice@example.com<', '<PhoneNumber>+15551234567<', '(yours)'])
    expect(text).toContain(part);
  const destinations = ['+15551234567'];
  const routes = Array.from({ length: 90 }, (_, index) => ({ name: `route-${index}`, destinations }));
  const policy = parsePolicy({ routes });
  expect(banner(SERVER, { ...SETTINGS, policy })).toMatch(/90 routes: route-0, route-1, .*…$/m);
});
