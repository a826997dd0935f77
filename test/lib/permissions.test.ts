import { expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { STAGES } from '../../lib/stage.ts';
import { arnOf, onlyIdOf, propertiesOf, resources, synthesize } from './stack-template.ts';

const template = synthesize({ canary: false });
const tableId = onlyIdOf(template, 'AWS::DynamoDB::GlobalTable');

interface LambdaProperties {
  readonly Role: unknown;
  readonly LoggingConfig: { readonly LogGroup: { readonly Ref: string } };
}

const [deadLetterQueueId, queueId] = resources(template, 'AWS::SQS::Queue').map(([id]) => id) as [
  string,
  string,
];

const isRedrive = ({ Description }: Readonly<Record<string, unknown>>): boolean =>
  String(Description).startsWith('Stores');

/** A role's trust in one service of AWS. */
const assumedBy = (service: string) => ({
  AssumeRolePolicyDocument: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: `${service}.amazonaws.com` } },
    ],
  },
});

const allow = (actions: string | readonly string[], resource: unknown) => ({
  Effect: 'Allow',
  Action: actions,
  Resource: resource,
});

it.each(STAGES)(
  'in %s each function may put items into the table, use the queue and write its own log, and do nothing else',
  (stage) => {
    const ofStage = synthesize({ stage, canary: false });
    const expected = resources(ofStage, 'AWS::Lambda::Function').map(([, { Properties }]) => {
      const { Role, LoggingConfig } = Properties as unknown as LambdaProperties;
      const roleId = (Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
      return {
        roles: [{ Ref: roleId }],
        statements: [
          allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arnOf(LoggingConfig.LogGroup.Ref)),
          allow('dynamodb:PutItem', arnOf(tableId)),
          isRedrive(Properties)
            ? allow(
                [
                  'sqs:ChangeMessageVisibility',
                  'sqs:DeleteMessage',
                  'sqs:GetQueueAttributes',
                  'sqs:GetQueueUrl',
                  'sqs:ReceiveMessage',
                ],
                arnOf(queueId),
              )
            : allow('sqs:SendMessage', arnOf(queueId)),
        ],
      };
    });
    const found = propertiesOf(ofStage, 'AWS::IAM::Policy').map((Properties) => ({
      roles: Properties.Roles,
      statements: (Properties.PolicyDocument as { Statement: unknown }).Statement,
    }));
    expect(found).toEqual(expected);
    expect(found).toHaveLength(CALLBACKS.length + 1);
  },
);

it('where a callee is asked, the function that reads whether they took the call may read the table, and no other', () => {
  const confirming = { prompt: { say: 'Press 1.' } };
  const statementsOf = (policy: object) =>
    propertiesOf(synthesize({ canary: false }, undefined, parsePolicy(policy)), 'AWS::IAM::Policy').flatMap(
      ({ PolicyDocument }, index) =>
        (PolicyDocument as { Statement: { Action: unknown; Resource: unknown }[] }).Statement.filter(
          ({ Action }) => [Action].flat().includes('dynamodb:GetItem'),
        ).map(({ Resource }) => [CALLBACKS[index]?.name, Resource]),
    );
  const to = { to: '+15556667777' };
  const asking = [
    { transfer: { confirm: confirming } },
    { routes: [{ name: 'a', destinations: [to], confirm: true }] },
    { routes: [{ name: 'a', destinations: ['sip:a@x.example', { ...to, confirm: true }] }] },
  ];
  for (const policy of asking) expect(statementsOf(policy)).toEqual([['transfer-complete', arnOf(tableId)]]);
  const asksNobody = { ...to, confirm: false, announce: { say: 'A call.' }, sendDigits: '1' };
  expect(statementsOf({ routes: [{ name: 'a', destinations: [asksNobody] }] })).toEqual([]);
});

it('each role is taken on by Lambda alone and has no policy but that one', () => {
  const roles = propertiesOf(template, 'AWS::IAM::Role');
  expect(roles).toEqual([...CALLBACKS, 'redrive'].map(() => assumedBy('lambda')));
});

it('the queues refuse what is not encrypted on its way, and nothing else is said of them', () => {
  const policies = propertiesOf(template, 'AWS::SQS::QueuePolicy');
  const refused = (id: string) => ({
    Queues: [{ Ref: id }],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: 'sqs:*',
          Principal: { AWS: '*' },
          Resource: arnOf(id),
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
      ],
    },
  });
  expect(policies).toEqual([refused(deadLetterQueueId), refused(queueId)]);
});

it('the alarm topic takes messages of this account and its CloudWatch alone, and encrypted only', () => {
  const topic = { Ref: onlyIdOf(template, 'AWS::SNS::Topic') };
  const [[, { Properties }] = ['', { Properties: {} }]] = resources(template, 'AWS::SNS::TopicPolicy');
  expect((Properties.PolicyDocument as { Statement: unknown }).Statement).toEqual([
    {
      Sid: 'AllowPublishThroughSSLOnly',
      Effect: 'Deny',
      Action: 'sns:Publish',
      Principal: '*',
      Resource: topic,
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
    {
      Sid: 'AlarmsOfThisAccount',
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Resource: topic,
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ]);
});

it('a canary adds one role, which CodeDeploy alone takes on, with the least policy that AWS keeps for it', () => {
  const withCanary = resources(synthesize({ canary: true }), 'AWS::IAM::Role').map(([, role]) => role);
  const added = withCanary.filter((role) => JSON.stringify(role).includes('codedeploy'));
  expect(withCanary.length - added.length).toBe(CALLBACKS.length + 1);
  expect(added.map(({ Properties }) => Properties)).toEqual([
    {
      ...assumedBy('codedeploy'),
      ManagedPolicyArns: [
        {
          'Fn::Join': [
            '',
            [
              'arn:',
              { Ref: 'AWS::Partition' },
              ':iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited',
            ],
          ],
        },
      ],
    },
  ]);
});

it('each function may be called by API Gateway on its own route alone', () => {
  const sources = propertiesOf(template, 'AWS::Lambda::Permission').map(
    ({ Principal, Action, SourceArn }) => {
      expect({ Principal, Action }).toEqual({
        Principal: 'apigateway.amazonaws.com',
        Action: 'lambda:InvokeFunction',
      });
      return (SourceArn as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1].at(-1);
    },
  );
  expect(sources).toEqual(CALLBACKS.map(({ name }) => `/*/*/{token}/${name}`));
});
