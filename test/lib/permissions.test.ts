import { expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { STAGES } from '../../lib/stage.ts';
import { onlyIdOf, resources, synthesize } from './stack-template.ts';

const template = synthesize({ canary: false });
const tableId = onlyIdOf(template, 'AWS::DynamoDB::GlobalTable');
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

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
          allow(['logs:CreateLogStream', 'logs:PutLogEvents'], arn(LoggingConfig.LogGroup.Ref)),
          allow('dynamodb:PutItem', arn(tableId)),
          isRedrive(Properties)
            ? allow(
                [
                  'sqs:ChangeMessageVisibility',
                  'sqs:DeleteMessage',
                  'sqs:GetQueueAttributes',
                  'sqs:GetQueueUrl',
                  'sqs:ReceiveMessage',
                ],
                arn(queueId),
              )
            : allow('sqs:SendMessage', arn(queueId)),
        ],
      };
    });
    const found = resources(ofStage, 'AWS::IAM::Policy').map(([, { Properties }]) => ({
      roles: Properties.Roles,
      statements: (Properties.PolicyDocument as { Statement: unknown }).Statement,
    }));
    expect(found).toEqual(expected);
    expect(found).toHaveLength(CALLBACKS.length + 1);
  },
);

it('each role is taken on by Lambda alone and has no policy but that one', () => {
  const roles = resources(template, 'AWS::IAM::Role').map(([, { Properties }]) => Properties);
  const assumedByLambda = {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
      ],
    },
  };
  expect(roles).toEqual([...CALLBACKS, 'redrive'].map(() => assumedByLambda));
});

it('the queues refuse what is not encrypted on its way, and nothing else is said of them', () => {
  const policies = resources(template, 'AWS::SQS::QueuePolicy').map(([, { Properties }]) => Properties);
  const refused = (id: string) => ({
    Queues: [{ Ref: id }],
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Deny',
          Action: 'sqs:*',
          Principal: { AWS: '*' },
          Resource: arn(id),
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
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'codedeploy.amazonaws.com' } },
        ],
      },
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

it('no other kind of policy exists', () => {
  const types = Object.values(template.toJSON().Resources as Record<string, { Type: string }>);
  const policies = types.map(({ Type }) => Type).filter((type) => /Policy$|IAM::User|IAM::Group/.test(type));
  expect(new Set(policies)).toEqual(
    new Set(['AWS::IAM::Policy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy']),
  );
});

it('each function may be called by API Gateway on its own route alone', () => {
  const sources = resources(template, 'AWS::Lambda::Permission').map(([, { Properties }]) => {
    const { Principal, Action, SourceArn } = Properties as Record<string, unknown>;
    expect({ Principal, Action }).toEqual({
      Principal: 'apigateway.amazonaws.com',
      Action: 'lambda:InvokeFunction',
    });
    return (SourceArn as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1].at(-1);
  });
  expect(sources).toEqual(CALLBACKS.map(({ name }) => `/*/*/{token}/${name}`));
});
