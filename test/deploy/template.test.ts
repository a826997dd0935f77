import { describe, expect, it } from 'vitest';
import { synthesize } from '../lib/stack-template.ts';
import { checkTemplate } from './checks/template.ts';

interface Loose {
  Resources: Record<string, { Type: string; Properties: Record<string, never> }>;
}

/** The template, with something taken out of each resource of a type. */
function without(type: string, takeOut: (text: string) => string): Parameters<typeof checkTemplate>[0] {
  const template = structuredClone(synthesize({ stage: 'dev' }).toJSON()) as Loose;
  for (const resource of Object.values(template.Resources))
    if (resource.Type === type)
      resource.Properties = JSON.parse(takeOut(JSON.stringify(resource.Properties)));
  return template;
}

describe('what npm run test:deploy checks of the template, as the emulator enforces no rights', () => {
  it('finds all in ours', () => {
    expect(checkTemplate(without('none', (text) => text))).toBeGreaterThan(50);
  });

  it.each(['dynamodb:PutItem', 'sqs:SendMessage', 'sqs:DeleteMessage', 'logs:PutLogEvents'])(
    'misses the right %s',
    (action) => {
      const lacking = without('AWS::IAM::Policy', (text) => text.replaceAll(action, 'sts:GetCallerIdentity'));
      expect(() => checkTemplate(lacking)).toThrow(new RegExp(`may not ${action} on Calls`));
    },
  );

  it.each(['METRICS_NAMESPACE', 'SPILL_QUEUE_URL', 'LOG_PARTIES', 'OUTCOMES_TABLE'])(
    'misses the variable %s',
    (name) => {
      const lacking = without('AWS::Lambda::Function', (text) => text.replaceAll(`"${name}"`, '"OTHER"'));
      expect(() => checkTemplate(lacking)).toThrow(`is not told ${name}`);
    },
  );
});
