import { NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CallRecovery } from '../../lib/index.ts';
import { POLICY, propertiesOf, quickApp } from './stack-template.ts';

const PROPS = {
  policy: POLICY,
  tokenSha256: 'a'.repeat(64),
  outcomeEvents: true,
  domainName: 'calls.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678',
  hostedZoneId: 'Z0123456789ABC',
} as const;

/** The names of alarms have a version at their end, which is known at deployment. */
const asText = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const [, parts] = (value as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : '0123456789')).join('');
};

const WITHIN_SEARCH = /^SEARCH\('\{"[\w/-]+",\w+\} MetricName="\w+"', 'Sum', \d+\)$/;

/** Checks all that is made of names, and gives the namespace. */
function checkNames(stack: Stack): string[] {
  const template = Template.fromStack(stack);
  const alarms = propertiesOf(template, 'AWS::CloudWatch::Alarm');
  for (const { AlarmName } of alarms) expect(asText(AlarmName)).toMatch(/^[\w /-]{1,255}$/);
  expect(new Set(alarms.map(({ AlarmName }) => JSON.stringify(AlarmName))).size).toBe(alarms.length);
  const own = alarms.map(({ Namespace }) => String(Namespace)).filter((name) => !name.startsWith('AWS/'));
  for (const namespace of own) expect(namespace).toMatch(/^CallRecovery\/[\w/-]{1,242}$/);
  for (const { DisplayName } of propertiesOf(template, 'AWS::SNS::Topic'))
    expect(DisplayName).toMatch(/^[\w -]{1,100}$/);
  for (const { Description, TargetParameters } of propertiesOf(template, 'AWS::Pipes::Pipe')) {
    expect(Description).toMatch(/^.{1,512}$/);
    const { InputTemplate } = TargetParameters as { InputTemplate: unknown };
    const { source } = JSON.parse(String(InputTemplate));
    expect(own).toContain(source);
    expect(URL.canParse(source, 'https://example.com/')).toBe(true);
    expect(source).not.toMatch(/[?#%]/);
  }
  for (const { DashboardBody } of propertiesOf(template, 'AWS::CloudWatch::Dashboard')) {
    const { widgets } = JSON.parse(asText(DashboardBody)) as {
      widgets: { properties: { metrics?: { expression?: string }[][] } }[];
    };
    const searches = widgets
      .flatMap(({ properties }) => [...(properties.metrics ?? [])].flat())
      .flatMap(({ expression }) => (expression?.startsWith('SEARCH') ? [expression] : []));
    expect(searches.length).toBeGreaterThan(0);
    for (const search of searches) expect(search).toMatch(WITHIN_SEARCH);
  }
  return [...new Set(own)];
}

const stackNames = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
const longest = fc.constantFrom('S'.repeat(128), 'S'.repeat(91));
/** Logical ids begin with a letter, so CDK takes no id whose first letter or digit is a digit; nor one that every object has, such as `toString`. */
const ids = fc
  .oneof(
    fc.constantFrom('Anrufe für "Wien"', "Lee's (calls)", '电话', 'ü', 'a b#c', 'a{b},c', 'x'.repeat(200)),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  )
  .filter(
    (id) =>
      /^[^A-Za-z0-9]*(?:[A-Za-z]|$)/.test(id) &&
      !/[\p{Cc}\p{Cs}]/u.test(id) &&
      id.trim() !== '' &&
      !(id in {}),
  );

it('whatever stack and construct are called, all that is named after them fits where it goes', () => {
  fc.assert(
    fc.property(fc.oneof(stackNames, longest), ids, ids, (stackName, id, outer) => {
      const stack = new Stack(quickApp(), 'Stack', { stackName });
      new CallRecovery(new Construct(stack, outer), id, PROPS);
      new CallRecovery(stack, `${id}2`, { ...PROPS, canary: false });
      expect(checkNames(stack)).toHaveLength(2);
    }),
    { numRuns: 10 },
  );
}, 120_000);

it('a stage puts its name before that of the stack, which may then be too long for a topic', () => {
  const stack = new Stack(new Stage(quickApp(), 'S'.repeat(60)), 'T'.repeat(60));
  new CallRecovery(stack, 'Calls', PROPS);
  expect(checkNames(stack)).toEqual([`CallRecovery/${stack.stackName}/Calls`]);
});

it('in a nested stack, whose name is not known, all is named after the stack that is deployed', () => {
  const top = new Stack(quickApp(), 'Top');
  const inner = new NestedStack(new NestedStack(top, 'Outer'), 'Inner');
  new CallRecovery(inner, 'Calls', PROPS);
  expect(checkNames(inner)).toEqual(['CallRecovery/Top/Outer/Inner/Calls']);
});

it('ids that differ only in what is replaced or cut stay apart', () => {
  const stack = new Stack(quickApp(), 'Stack');
  const long = 'x'.repeat(240);
  const all = ['é', 'è', `${long}1`, `${long}2`].flatMap((id) => {
    const calls = new CallRecovery(stack, id, { ...PROPS, canary: false });
    return [calls.metrics.namespace, calls.alarms.byName['dead-letters']?.alarmName];
  });
  expect(new Set(stack.resolve(all).map((name: unknown) => JSON.stringify(name))).size).toBe(all.length);
});

it('alarms keep their names when another construct is made before', () => {
  const namesOf = (...before: string[]) => {
    const stack = new Stack(quickApp(), 'Stack');
    for (const id of [...before, 'Calls']) new CallRecovery(stack, id, PROPS);
    return propertiesOf(Template.fromStack(stack), 'AWS::CloudWatch::Alarm').map(({ AlarmName }) =>
      asText(AlarmName),
    );
  };
  const [alone, all] = [namesOf(), namesOf('First')];
  expect(alone.every((name) => name.startsWith('Stack/Calls '))).toBe(true);
  expect(all).toEqual(expect.arrayContaining(alone));
  expect(all).toHaveLength(2 * alone.length);
  expect(new Set(all).size).toBe(all.length);
});

it('a topic is displayed by stack and construct', () => {
  const stack = new Stack(quickApp(), 'Stack');
  new CallRecovery(stack, 'Calls', PROPS);
  const names = propertiesOf(Template.fromStack(stack), 'AWS::SNS::Topic').map(
    ({ DisplayName }) => DisplayName,
  );
  expect(names.sort()).toEqual(['Alarms of Stack Calls', 'Outcomes of Stack Calls']);
});
