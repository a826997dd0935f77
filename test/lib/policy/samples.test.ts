import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Annotations as CdkAnnotations, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { appFiles } from '../../../bin/init/app-files.ts';
import { CallRecovery } from '../../../lib/call-recovery.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { readPolicyFile } from '../../../lib/policy/policy-file.ts';
import { isSample, sampleWarnings } from '../../../lib/policy/samples.ts';
import { PROJECT, quickApp } from '../stack-template.ts';

it.each([
  ...['sip:a@example.com', 'sip:a@Desk.Example.ORG:5070;user=phone', 'sips:a@example.net', 'sip:example.com'],
  ...['sip:a@x.example', 'sip:a@pbx.test', 'sip:a@y.invalid.', 'sip:a@example'],
  ...['+12125550100', '+12125550199', '+15550001111', '+15553334444'],
])('%s is of an example', (address) => expect(isSample(address)).toBe(true));

it.each([
  ...['sip:a@example.com.au', 'sip:a@myexample.com', 'sip:example.com@pbx.acme.com', 'sip:a@latest'],
  ...['+12125550200', '+12125551000', '+12125550', '+442055501001', '+555123456789', '+1555'],
])('%s may be of somebody', (address) => expect(isSample(address)).toBe(false));

describe('the addresses of examples', () => {
  const own = 'sip:a@pbx.acme.com';

  it('are found in every place of a policy', () => {
    const policy = parsePolicy({
      transfer: { callerId: '+15553334444' },
      routes: [
        { name: 'mine', match: { to: '+15553334444' }, destinations: [own, '+12125551234'] },
        {
          name: 'theirs',
          transfer: { callerId: '+12125550123' },
          destinations: [
            [own, 'sip:b@office.example.com'],
            { to: own.replace('a', 'c'), by: 'transfer', callerId: '+15550001111' },
          ],
        },
      ],
    });
    expect(sampleWarnings(policy).map(({ path, text }) => `${path}: ${text.split(' ')[0]}`)).toEqual([
      'transfer.callerId: +15553334444',
      'routes[1].transfer.callerId: +12125550123',
      'routes[1].destinations[0]: sip:b@office.example.com',
      'routes[1].destinations[1].callerId: +15550001111',
    ]);
  });

  it.each([
    'recovery.json',
    ...readdirSync(join(PROJECT, 'docs/policies')).map((name) => `docs/policies/${name}`),
  ])('are all those of %s', (name) => {
    const policy = readPolicyFile(join(PROJECT, name));
    const targets = policy.routes.flatMap(({ destinations }) => destinations).flatMap((each) => each.targets);
    expect(targets.filter((target) => !isSample(target))).toEqual([]);
    expect(sampleWarnings(policy).length).toBeGreaterThan(0);
  });

  it('are in what init writes', () => {
    expect(sampleWarnings(parsePolicy(JSON.parse(String(appFiles({})['recovery.json']))))).toHaveLength(4);
  });

  it.each<[string, string[], string[]]>([
    [
      'warned of at synth',
      [],
      ['policy: sip:b@x.example (routes[0].destinations[0]) is from an example: write your own'],
    ],
    ['silent once they are acknowledged', ['bandwidth-call-recovery:samples'], []],
  ])('are %s', (_how, acknowledged, expected) => {
    const stack = new Stack(quickApp(), 'Stack');
    const policy = parsePolicy({ routes: [{ name: 'r', destinations: ['sip:b@x.example'] }] });
    const calls = new CallRecovery(stack, 'Calls', { policy, tokenSha256: 'a'.repeat(64) });
    for (const id of acknowledged) CdkAnnotations.of(calls).acknowledgeWarning(id, 'a demonstration');
    const warnings = Annotations.fromStack(stack).findWarning('/Stack/Calls', Match.anyValue());
    expect(warnings.map(({ entry }) => String(entry.data).replace(/ \[ack.*/, ''))).toEqual(expected);
  });
});
