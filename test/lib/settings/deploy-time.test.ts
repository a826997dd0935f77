import { CfnParameter, Fn, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { describe, expect, it } from 'vitest';
import { CallRecovery } from '../../../lib/index.ts';
import { readSettings } from '../../../lib/settings.ts';
import { callbackFunctions, POLICY, quickApp } from '../stack-template.ts';

const HASH = 'a'.repeat(64);
const NAMES = Object.keys(readSettings({ callbackTokenSha256: HASH }));

/** The other settings without which a setting does not stand. */
const WITH: Readonly<Record<string, object>> = Object.fromEntries(
  ['domainName', 'certificateArn', 'hostedZoneId'].map((name) => [
    name,
    {
      domainName: 'calls.example.com',
      certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1',
      hostedZoneId: 'Z0123456789ABC',
    },
  ]),
);

const TEXTS = [
  'alarmEmail',
  'replicaOf',
  'fallbackBaseUrl',
  'domainName',
  'certificateArn',
  'hostedZoneId',
  'runbookUrl',
];
const NUMBERS = ['outcomeTtlDays', 'logRetentionDays', 'functionMemoryMb', 'reservedConcurrency'];
const TAKEN: Readonly<Record<string, readonly string[]>> = {
  text: [...TEXTS, ...NUMBERS, 'callbackTokenSha256'],
  number: NUMBERS,
  list: ['callbackTokenSha256'],
  object: [...TEXTS, ...NUMBERS, 'callbackTokenSha256'],
};

const kinds = {
  text: (stack: Stack) => new CfnParameter(stack, 'Given').valueAsString,
  number: (stack: Stack) => new CfnParameter(stack, 'Given', { type: 'Number' }).valueAsNumber,
  list: (stack: Stack) => new CfnParameter(stack, 'Given', { type: 'CommaDelimitedList' }).valueAsList,
  object: (stack: Stack) => new CfnParameter(stack, 'Given').value,
};

const made = (stack: Stack, settings: object) => {
  const { callbackTokenSha256: tokenSha256 = HASH, ...others } = settings as Record<string, unknown>;
  const props = { policy: POLICY, tokenSha256, canary: false, ...others } as ConstructorParameters<
    typeof CallRecovery
  >[2];
  new CallRecovery(stack, 'Calls', props);
  return Template.fromStack(stack);
};

describe.each(Object.entries(kinds))('a %s that is known at deployment', (kind, given) => {
  it.each(NAMES)('as %s is in the template, or refused by name', (name) => {
    const stack = new Stack(quickApp(), 'Stack');
    const settings = { ...WITH[name], [name]: given(stack) };
    if (TAKEN[kind]?.includes(name)) {
      expect(JSON.stringify(made(stack, settings).toJSON().Resources)).toContain('{"Ref":"Given"}');
      return;
    }
    let message = '';
    try {
      made(stack, settings);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(
      new RegExp(`^${name} must be .+, and known at synth, but found a value that is only known at`),
    );
    expect(message).not.toMatch(/TOKEN|e\+\d+|Token\[/);
  });

  it.each(['prod', 'dev'])('as the settings of %s is refused', (stage) => {
    const stack = new Stack(quickApp(), 'Stack');
    expect(() => readSettings({ callbackTokenSha256: HASH, [stage]: given(stack) })).toThrow(
      `${stage} must be an object of settings, and known at synth`,
    );
  });
});

describe('the hash of a token from', () => {
  it.each<[string, (stack: Stack) => unknown, unknown]>([
    [
      'SSM',
      (stack) => StringParameter.valueForStringParameter(stack, '/calls/hash'),
      { Ref: expect.stringContaining('SsmParameterValue') },
    ],
    [
      'SSM, in a list with one that is known',
      (stack) => [HASH, StringParameter.valueForStringParameter(stack, '/calls/hash')],
      { 'Fn::Join': ['', [`${HASH},`, { Ref: expect.any(String) }]] },
    ],
    [
      'a text with one that is known',
      (stack) => `${new CfnParameter(stack, 'P').valueAsString},${HASH}`,
      { 'Fn::Join': ['', [{ Ref: 'P' }, `,${HASH}`]] },
    ],
    [
      'a list of parameters, before one that is known',
      (stack) => [...new CfnParameter(stack, 'P', { type: 'CommaDelimitedList' }).valueAsList, HASH],
      { 'Fn::Join': ['', [{ 'Fn::Join': [',', { Ref: 'P' }] }, `,${HASH}`]] },
    ],
    ['an import', () => Fn.importValue('hash'), { 'Fn::ImportValue': 'hash' }],
    ['a producer', () => Lazy.string({ produce: () => HASH }), HASH],
  ])('%s comes to each function', (_what, given, expected) => {
    const stack = new Stack(quickApp(), 'Stack');
    const template = made(stack, { callbackTokenSha256: given(stack) });
    const functions = callbackFunctions(template);
    expect(functions.length).toBeGreaterThan(0);
    for (const [, { Properties }] of functions)
      expect(Properties.Environment).toMatchObject({ Variables: { CALLBACK_TOKEN_SHA256: expected } });
  });

  it('a wrong one beside it is told as ever', () => {
    const token = Token.asString({ Ref: 'P' });
    expect(() => readSettings({ callbackTokenSha256: [token, 'secret'] })).toThrow(/hash 2 is not/);
    expect(() => readSettings({ callbackTokenSha256: [Token.asNumber({ Ref: 'P' })] })).toThrow(
      /^callbackTokenSha256 must be one or more SHA-256 hashes.+known at synth/,
    );
  });
});

it('a table whose name is known at deployment is one of its own', () => {
  const stack = new Stack(quickApp(), 'Stack');
  const name = new CfnParameter(stack, 'P').valueAsString;
  made(stack, { table: TableV2.fromTableName(stack, 'Own', name) }).resourceCountIs(
    'AWS::DynamoDB::GlobalTable',
    0,
  );
});
