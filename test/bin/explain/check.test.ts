import { describe, expect, it } from 'vitest';
import { ownFolder } from '../../support/folder.ts';
import { runProgram } from '../program.ts';

const folder = ownFolder();
const file = folder.at('recovery.json');

const check = (text: string, options: readonly string[] = [], env: Record<string, string> = {}) => {
  folder.write('recovery.json', text);
  return runProgram('explain.ts', env, ['--check', ...options]);
};

const RIGHT =
  '{"routes":[{"name":"a","match":{"to":"+15551230000"},"destinations":["sip:a@x.com","sip:b@x.com"]}]}';
const HIDDEN = `{
  "routes": [
    { "name": "all", "destinations": ["sip:a@x.com"] },
    { "name": "late", "destinations": ["sip:a@x.com"] }
  ]
}`;

describe('explain --check', () => {
  it('says in a line that a policy is right', async () => {
    const told = { code: 0, stdout: `${file} is right: 1 route, 2 destinations, 0 warnings\n`, stderr: '' };
    expect(await check(RIGHT, ['--policy', file])).toEqual(told);
    expect(await check(RIGHT, ['--strict'], { RECOVERY_FILE: file })).toEqual(told);
  });

  it('places its warnings, which fail with --strict alone', async () => {
    const warning = `  ${file}:4:5 routes[1]: "late" is hidden: "all" before it matches every call that it matches\n`;
    const counts = '2 routes, 2 destinations, 1 warning';
    expect(await check(HIDDEN, ['--policy', file])).toEqual({
      code: 0,
      stdout: `${file} is right: ${counts}\n${warning}`,
      stderr: '',
    });
    expect(await check(HIDDEN, ['--strict', '--policy', file])).toEqual({
      code: 1,
      stdout: `${file} is not right: ${counts}\n${warning}`,
      stderr: '',
    });
  });

  it.each<[string, string]>([
    [
      '{\n  "outcomes": {\n    "bussy": ["next"]\n  }\n}',
      `1 mistake in the policy file ${file}:\n  ${file}:3:5 outcomes.bussy: found an unknown key, expected one of `,
    ],
    ['{\n  "routes": [,]\n}', `the policy file ${file}:2:14 is not JSON: found ,, expected a value`],
  ])('exits 1 with the mistakes of %j', async (text, expected) => {
    const { code, stdout, stderr } = await check(text, ['--policy', file]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.slice(0, expected.length)).toBe(expected);
  });
});
