import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { CallRecoveryStack } from '../../lib/call-recovery-stack.ts';
import { readPolicyFile } from '../../lib/policy/policy-file.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';

/** The root of the project. */
export const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** The feature flags of `cdk.json`: its context without the settings of whoever deploys from this checkout. */
export const CONTEXT: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(JSON.parse(readFileSync(`${PROJECT}/cdk.json`, 'utf8')).context).filter(([name]) =>
    name.includes(':'),
  ),
);

/** The policy that is checked in. */
export const POLICY = readPolicyFile(`${PROJECT}/recovery.json`);

/** Settings of a synth that succeeds. */
export const SETTINGS: Settings = readSettings({
  callbackTokenSha256: ['a'.repeat(64), 'b'.repeat(64)],
});

const templates = new Map<string, Template>();

/** An app without the seconds that bundling and validation take. */
export const quickApp = (): App =>
  new App({
    context: { ...CONTEXT, 'aws:cdk:bundling-stacks': [] },
    builtinCloudFormationValidation: false,
  });

/** The stack with these settings and this policy, in a region that is known where one is given. */
export function stackWith(
  settings: Partial<Settings> = {},
  app = quickApp(),
  region?: string,
  policy = POLICY,
): CallRecoveryStack {
  const all = readSettings({ callbackTokenSha256: SETTINGS.callbackTokenSha256, ...settings });
  return new CallRecoveryStack(app, { ...all, ...(region && { env: { region } }), policy });
}

/** The template of the stack with these settings and this policy; made once for the same. */
export function synthesize(settings: Partial<Settings> = {}, region?: string, policy = POLICY): Template {
  const key = JSON.stringify([settings, region, policy === POLICY ? [] : policy]);
  const template = templates.get(key) ?? Template.fromStack(stackWith(settings, quickApp(), region, policy));
  templates.set(key, template);
  CloudAssembly.cleanupTemporaryDirectories();
  return template;
}

interface Resource {
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

/** Every resource of a type, by logical id, without its tags. */
export const resources = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.findResources(type) as Record<string, Resource>).map(([id, resource]) => {
    const { Tags, ...Properties } = resource.Properties ?? {};
    return [id, { ...resource, Properties }];
  });

/** The logical id of the only resource of a type. */
export function onlyIdOf(template: Template, type: string): string {
  template.resourceCountIs(type, 1);
  return resources(template, type)[0]?.[0] ?? '';
}

/** The properties of every resource of a type. */
export const propertiesOf = (template: Template, type: string): Resource['Properties'][] =>
  resources(template, type).map(([, { Properties }]) => Properties);

/** A reference to the ARN of a resource. */
export const arnOf = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });

/** The functions that answer callbacks, by logical id. */
export const callbackFunctions = (template: Template): [string, Resource][] =>
  resources(template, 'AWS::Lambda::Function').filter(([, { Properties }]) =>
    String(Properties.Description).startsWith('Answers'),
  );
