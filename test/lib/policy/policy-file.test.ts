import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { promisesOf, uncheckedPolicy } from '../../../bin/simulator/policy-file.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { CallRecovery } from '../../../lib/call-recovery.ts';
import { PolicyFileError, readPolicyFile } from '../../../lib/policy/policy-file.ts';
import { policyWarnings } from '../../../lib/policy/warnings.ts';
import { ownFolder } from '../../support/folder.ts';
import { PROJECT, quickApp } from '../stack-template.ts';

const folder = ownFolder().path;
const file = join(folder, 'recovery.json');

function read(contents: string | Buffer): Policy {
  writeFileSync(file, contents);
  return readPolicyFile(file);
}

function refusal(contents: string | Buffer): string {
  try {
    read(contents);
  } catch (error) {
    if (error instanceof PolicyFileError) return error.message;
    throw error;
  }
  throw new Error('the file was taken');
}

const SAY = 'La línea está ocupada.';
const TEXT = `{\n  "prompts": { "next": { "say": "${SAY}" } }\n}\n`;

describe('the encoding of a policy file', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a BOM', Buffer.from(`\ufeff${TEXT}`)],
  ])('is taken: %s', (_encoding, bytes) => {
    expect(read(bytes).prompts.next).toEqual({ say: SAY });
  });

  it('with a BOM is read by the simulator, too', async () => {
    writeFileSync(file, `\ufeff{"limits":{"attempts":3}}`);
    expect(promisesOf(uncheckedPolicy(file)).attempts).toBe(3);
  });

  const utf16 = (text: string) => Buffer.from(text, 'utf16le');
  const bytes = Buffer.from(TEXT);
  it.each<[string, Buffer, string]>([
    ['Latin-1', Buffer.from(TEXT, 'latin1'), '2:38'],
    ['UTF-16 LE with a BOM', utf16(`\ufeff${TEXT}`), '1:1'],
    ['UTF-16 BE with a BOM', utf16(`\ufeff${TEXT}`).swap16(), '1:1'],
    ['UTF-16 LE', utf16('{"limits":{}}'), '1:2'],
    ['UTF-16 BE', utf16('{"limits":{}}').swap16(), '1:1'],
    ['UTF-16 LE, not ASCII alone', utf16(TEXT), '1:2'],
    ['UTF-32 LE', Buffer.from([...'{}'].flatMap((each) => [each.charCodeAt(0), 0, 0, 0])), '1:2'],
    [
      'a sequence that is cut',
      Buffer.concat([bytes.subarray(0, bytes.indexOf('í') + 1), Buffer.from('"}}}')]),
      '2:38',
    ],
    ['a surrogate', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), '1:2'],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]), '1:2'],
  ])('is refused: %s', (_encoding, wrong, position) => {
    expect(refusal(wrong)).toBe(
      `1 mistake in the policy file ${file}:\n  ${file}:${position}: found bytes that are not UTF-8, expected a file saved as UTF-8`,
    );
  });
});

describe('a text that is not JSON', () => {
  it.each([
    ['', ':1:1 is not JSON: it is empty; the smallest policy is {}'],
    [' \n', ':1:1 is not JSON: it is empty; the smallest policy is {}'],
    ['{\n // comment\n}', ':2:2 is not JSON: found // comment, expected no comment: JSON has none'],
    ['{}\r\n\r/*\r\n*/', ':3:1 is not JSON: found /*, expected no comment: JSON has none'],
    ['\ufeff\ufeff{}', ':1:1 is not JSON: found \\u{feff}, expected '],
  ])('%j: %s', (text, expected) => {
    const message = refusal(text);
    expect(message.startsWith(`the policy file ${file}${expected}`), message.slice(0, 200)).toBe(true);
  });

  it('is told in the words of JSON.parse where it is nested thousands deep', () => {
    expect(refusal('['.repeat(100_000))).toBe(
      `the policy file ${file} is not JSON: Unexpected end of JSON input`,
    );
  });

  it('tells a mistake in one line, without what would change a terminal', () => {
    const message = refusal('{"a\\u001b[2J\\nb": 1, "limits": {"attempts": "\\u001b]0;x"}}');
    expect(message.split('\n')).toHaveLength(3);
    expect(message).toContain(':1:2 a\\u{1b}[2J\\u{a}b: found an unknown key');
    expect(`${message}${refusal('{"a": \u001b[2J}')}`).not.toContain('\u001b');
  });

  it('is shown with what nobody would see of it', () => {
    expect(refusal('{"limits": \u200bx}')).toContain('\\u{200b}');
  });
});

describe('a key that stands twice', () => {
  it.each<[string, string, string]>([
    ['in the file', '{"routes":[],\n"routes":[]}', ':2:1 routes: found the key 2 times, on lines 1, 2'],
    [
      'in a route',
      '{"routes":[{"name":"a","name":"b","destinations":["sip:a@x"]}]}',
      ':1:24 routes[0].name: found the key 2',
    ],
    [
      'with an escape',
      '{"limits":{"attempts":1,"\\u0061ttempts":2}}',
      ':1:25 limits.attempts: found the key 2 times',
    ],
    [
      'thrice',
      '{"limits":{},\n"limits":{},\n\n"limits":{}}',
      ':4:1 limits: found the key 3 times, on lines 1, 2, 4',
    ],
    [
      'with one value',
      '{"prompts":{"next":{"say":"x","say":"x"}}}',
      ':1:31 prompts.next.say: found the key 2 times',
    ],
  ])('%s', (_where, text, expected) => {
    const message = refusal(text);
    expect(message).toContain(`1 mistake in the policy file ${file}:\n  ${file}${expected}`);
    expect(message).toMatch(/, expected each key only once$/);
  });

  it('is told beside the other mistakes', () => {
    const message = refusal('{"limits":{"attempts":0,"attempts":0},"__proto__":1,"__proto__":2}');
    expect(message.split('\n').map((line) => line.replace(/: found.*/, ''))).toEqual([
      `4 mistakes in the policy file ${file}:`,
      `  ${file}:1:25 limits.attempts`,
      `  ${file}:1:25 limits.attempts`,
      `  ${file}:1:53 __proto__`,
      `  ${file}:1:53 __proto__`,
    ]);
  });

  it('is none in two objects, or as a value', () => {
    const routes = ['a', 'b'].map((name) => ({ name, destinations: ['sip:name@x.example'] }));
    expect(read(JSON.stringify({ routes, $schema: 'routes' })).routes).toHaveLength(2);
  });

  it('is looked for in no text that is nested too deep for it, which is refused', () => {
    const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    expect(refusal(`{"limits":{"attempts":${nested}}}`)).toContain(
      'limits.attempts: found a value nested too deep',
    );
  });
});

describe('warnings', () => {
  it.each([
    'recovery.json',
    'docs/policies/desks-and-mobile.json',
    'docs/policies/ring-then-voicemail.json',
    'docs/policies/language-per-route.json',
  ])('%s gives none', (name) => {
    expect(policyWarnings(readPolicyFile(join(PROJECT, name)))).toEqual([]);
  });

  it('are told by the CDK, whose user can acknowledge them', () => {
    const policy = read(
      JSON.stringify({
        routes: [
          { name: 'all', destinations: ['sip:a@x.com'] },
          { name: 'late', match: { tag: 'x' }, destinations: ['sip:a@x.com'] },
        ],
      }),
    );
    const stack = new Stack(quickApp(), 'Stack');
    new CallRecovery(stack, 'Calls', { policy, tokenSha256: 'a'.repeat(64) });
    const warnings = Annotations.fromStack(stack).findWarning('/Stack/Calls', Match.anyValue());
    expect(warnings.map(({ entry }) => entry.data)).toEqual([
      'policy: routes[1]: "late" is hidden: "all" before it matches every call that it matches [ack: bandwidth-call-recovery:policy]',
    ]);
  });
});
