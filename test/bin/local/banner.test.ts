import { expect, test } from 'vitest';
import { banner } from '../../../bin/local/banner.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const SERVER = {
  baseUrl: 'http://127.0.0.1:3000',
  token: 'secret',
  tableName: 'outcomes',
  endpoint: 'http://127.0.0.1:4000',
  consoleUrl: 'http://127.0.0.1:3001',
  close: async () => undefined,
};
const SETTINGS = {
  port: 3000,
  policy: parsePolicy({
    routes: [
      { name: 'sales', destinations: [['+15551230001', '+15551230002']] },
      { name: 'desk', destinations: ['sip:a@example.com', '+15551230003'] },
    ],
  }),
  policyFile: 'recovery.json',
  tableName: 'outcomes',
  dataDirectory: '.data',
  token: 'secret',
  tokenSource: '.data/callback-token',
  dynamoDbEndpoint: undefined,
};

test('says where it listens and with what, and what to paste, in 80 columns', () => {
  const text = banner(SERVER, SETTINGS);
  expect(text).toContain('listens on http://127.0.0.1:3000\n');
  expect(text).toContain('http://127.0.0.1:3001/ shows the calls');
  expect(text).toContain('outcomes at http://127.0.0.1:4000 (embedded, kept in .data)');
  expect(text).toContain('sales: +15551230001,+15551230002\n');
  expect(text).toContain('desk: sip:a@example.com\n             then +15551230003\n');
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
  expect(text.split('\n').filter((line) => line.length > 80 && !line.includes('http'))).toEqual([]);
});

test('warns of what is odd in the policy, in 80 columns', () => {
  const policy = parsePolicy({
    routes: [
      { name: 'all', destinations: ['sip:a@example.com'] },
      { name: 'late', match: { to: 'sip:support@*' }, destinations: ['sip:b@example.com'] },
    ],
  });
  const text = banner(SERVER, { ...SETTINGS, policy });
  expect(text).toContain('warning  routes[1]: "late" is hidden: "all" before it matches every');
  expect(text.split('\n').filter((line) => line.length > 80 && !line.includes('http'))).toEqual([]);
  expect(banner(SERVER, { ...SETTINGS, policy: parsePolicy({}) })).not.toContain('warning');
});

test('without routes it shows examples', () => {
  const text = banner(SERVER, {
    ...SETTINGS,
    policy: parsePolicy({}),
    dynamoDbEndpoint: 'http://127.0.0.1:4000',
  });
  expect(text).toContain('no routes');
  expect(text).toContain('<SipUri>sip:alice@example.com</SipUri>');
  expect(text).toContain('<PhoneNumber>+15551234567</PhoneNumber>');
  expect(text).toContain('(yours)');
});

test('a long policy is not shown whole', () => {
  const routes = Array.from({ length: 20 }, (_, index) => ({
    name: `r${index}`,
    destinations: ['+15551234567'],
  }));
  expect(banner(SERVER, { ...SETTINGS, policy: parsePolicy({ routes }) })).toContain('and 12 more');
});
