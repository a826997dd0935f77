import { Environment } from '../../../functions/environment.ts';
import { Failure } from '../failure.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}
type Resources = Readonly<Record<string, Resource>>;
type Reference = { readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly [string, string] };
interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** The logical id that `Ref` or `Fn::GetAtt` names. */
const idOf = (reference: unknown): string => {
  const { Ref, 'Fn::GetAtt': attribute } = (reference ?? {}) as Reference;
  return Ref ?? attribute?.[0] ?? '';
};

const ofType = (resources: Resources, type: string): [string, Resource][] =>
  Object.entries(resources).filter(([, { Type }]) => Type === type);

/** `action on resource` for everything that a role may do. */
function rightsOf(resources: Resources, role: string): Set<string> {
  const policies = ofType(resources, 'AWS::IAM::Policy').map(([, { Properties }]) => Properties);
  const own = policies.filter(({ Roles }) => (Roles as unknown[]).some((one) => idOf(one) === role));
  const statements = own.flatMap(
    ({ PolicyDocument }) => (PolicyDocument as { Statement: Statement[] }).Statement,
  );
  return new Set(
    statements.flatMap(({ Effect, Action, Resource }) =>
      Effect === 'Allow' ? [Action].flat().map((action) => `${action} on ${idOf(Resource)}`) : [],
    ),
  );
}

const READ_QUEUE = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** What a function needs to do, by what it is told and fed with. */
function needsOf(resources: Resources, id: string, properties: Resource['Properties']): string[] {
  const { Variables = {} } = (properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
  const { LogGroup } = properties.LoggingConfig as { LogGroup: unknown };
  const queues = ofType(resources, 'AWS::Lambda::EventSourceMapping')
    .filter(([, { Properties }]) => idOf(Properties.FunctionName) === id)
    .map(([, { Properties }]) => idOf(Properties.EventSourceArn));
  const spill = Variables[Environment.spillQueueUrl];
  return [
    `dynamodb:PutItem on ${idOf(Variables[Environment.outcomesTable])}`,
    ...(spill === undefined ? [] : [`sqs:SendMessage on ${idOf(spill)}`]),
    ...queues.flatMap((queue) => READ_QUEUE.map((action) => `${action} on ${queue}`)),
    ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => `${action} on ${idOf(LogGroup)}`),
  ];
}

/** The variables that a function reads: those that answer read all, the redrive function two. */
const variablesOf = ({ Description }: Resource['Properties']): readonly string[] =>
  String(Description).startsWith('Answers')
    ? Object.values(Environment)
    : [Environment.outcomesTable, Environment.metricsNamespace];

/**
 * Checks what the emulator cannot: it lets every function do anything, and a variable
 * that tells where metrics go is missed by nobody until an alarm stays silent.
 * @throws {Failure} naming each right and variable that the template lacks
 */
export function checkTemplate(template: { readonly Resources: Resources }): number {
  const functions = ofType(template.Resources, 'AWS::Lambda::Function');
  const checked = functions.flatMap(([id, { Properties }]) => {
    const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
    const rights = rightsOf(template.Resources, idOf(Properties.Role));
    return [
      ...needsOf(template.Resources, id, Properties).map((need) => ({
        lacks: `${id} may not ${need}`,
        has: rights.has(need),
      })),
      ...variablesOf(Properties).map((name) => ({
        lacks: `${id} is not told ${name}`,
        has: name in Variables,
      })),
    ];
  });
  const missing = checked.filter(({ has }) => !has).map(({ lacks }) => lacks);
  if (missing.length > 0) throw new Failure(`the template lacks:\n${missing.join('\n')}`);
  return checked.length;
}
