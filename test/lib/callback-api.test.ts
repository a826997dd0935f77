import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { CALLBACKS, callbackPath, urlOutput } from '../../functions/callbacks.ts';
import { callbackFunctions, onlyIdOf, propertiesOf, resources, synthesize } from './stack-template.ts';

const STAGE = 'AWS::ApiGatewayV2::Stage';
const template = synthesize();

describe('the API', () => {
  it('routes every method of each callback path, and nothing else', () => {
    const routeKeys = propertiesOf(template, 'AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey);
    expect(routeKeys).toEqual(CALLBACKS.map(({ name }) => `ANY ${callbackPath(name)}`));
  });

  it('hands each callback to the live version of its own function in payload format 2.0', () => {
    const aliases = resources(template, 'AWS::Lambda::Alias');
    expect(aliases.map(([, { Properties }]) => Properties)).toMatchObject(
      callbackFunctions(template).map(([id]) => ({ FunctionName: { Ref: id }, Name: 'live' })),
    );
    expect(propertiesOf(template, 'AWS::ApiGatewayV2::Integration')).toEqual(
      aliases.map(([id]) => ({
        ApiId: { Ref: onlyIdOf(template, 'AWS::ApiGatewayV2::Api') },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { Ref: id },
        PayloadFormatVersion: '2.0',
      })),
    );
  });

  it.each([
    [{}, 2_000, 4_000],
    [{ throttlePerSecond: 50 }, 50, 100],
  ])(
    'is an HTTP API, deployed by itself, measured route by route, and lets through what %j says',
    (settings, ...limits) => {
      const [ThrottlingRateLimit, ThrottlingBurstLimit] = limits;
      const limited = synthesize(settings);
      limited.hasResourceProperties('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' });
      limited.hasResourceProperties(STAGE, {
        StageName: '$default',
        AutoDeploy: true,
        DefaultRouteSettings: { DetailedMetricsEnabled: true, ThrottlingRateLimit, ThrottlingBurstLimit },
      });
    },
  );
});

describe('the access log', () => {
  const stageOf = resources(template, STAGE)[0]?.[1].Properties as {
    AccessLogSettings: { Format: string; DestinationArn: { 'Fn::GetAtt': [string, string] } };
  };
  const { Format, DestinationArn } = stageOf.AccessLogSettings;

  it('is JSON that names the route, the status and the request', () => {
    expect(JSON.parse(Format)).toMatchObject({
      routeKey: '$context.routeKey',
      status: '$context.status',
      requestId: '$context.requestId',
    });
  });

  it('holds nothing that has the token in it, and nothing that a client writes', () => {
    expect(Format).not.toMatch(/path|uri|url|query|resource|referer|userAgent|header|authorizer/i);
  });

  it('goes to a group that forgets after three months', () => {
    const groups = Object.fromEntries(resources(template, 'AWS::Logs::LogGroup'));
    expect(groups[DestinationArn['Fn::GetAtt'][0]]?.Properties.RetentionInDays).toBe(90);
  });
});

it.each(CALLBACKS)('the output of $name is its URL', ({ name }) => {
  const output = urlOutput(name);
  const apiId = onlyIdOf(template, 'AWS::ApiGatewayV2::Api');
  template.hasOutput(output, {
    Value: {
      'Fn::Join': [
        '',
        [
          'https://',
          { Ref: apiId },
          '.execute-api.',
          { Ref: 'AWS::Region' },
          '.',
          { Ref: 'AWS::URLSuffix' },
          `/{token}/${name}`,
        ],
      ],
    },
    Description: Match.stringLikeRegexp('\\{token\\}'),
  });
});
