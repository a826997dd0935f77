import { expect, it } from 'vitest';
import { CALLBACKS } from '../../functions/callbacks.ts';
import { onlyIdOf, resources, synthesize } from './stack-template.ts';

const template = synthesize();
const tableId = onlyIdOf(template, 'AWS::DynamoDB::GlobalTable');
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

interface LambdaProperties {
  readonly Role: unknown;
  readonly LoggingConfig: { readonly LogGroup: { readonly Ref: string } };
}

it('each function may put items into the table and write its own log: these statements and no other', () => {
  const expected = resources(template, 'AWS::Lambda::Function').map(([, { Properties }]) => {
    const { Role, LoggingConfig } = Properties as unknown as LambdaProperties;
    const roleId = (Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0];
    return {
      roles: [{ Ref: roleId }],
      statements: [
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: arn(LoggingConfig.LogGroup.Ref),
        },
        { Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: arn(tableId) },
      ],
    };
  });
  const found = resources(template, 'AWS::IAM::Policy').map(([, { Properties }]) => ({
    roles: Properties.Roles,
    statements: (Properties.PolicyDocument as { Statement: unknown }).Statement,
  }));
  expect(found).toEqual(expected);
  expect(found).toHaveLength(CALLBACKS.length);
});

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
  expect(roles).toEqual(CALLBACKS.map(() => assumedByLambda));
});

it('no other kind of policy exists', () => {
  const types = Object.values(template.toJSON().Resources as Record<string, { Type: string }>);
  const policies = types.map(({ Type }) => Type).filter((type) => /Policy$|IAM::User|IAM::Group/.test(type));
  expect(new Set(policies)).toEqual(new Set(['AWS::IAM::Policy']));
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
