import { afterEach, describe, expect, it, vi } from 'vitest';
import { Environment, required } from '../../functions/environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a required environment variable', () => {
  it('is read', () => {
    expect(required('A', { A: 'value' })).toBe('value');
  });

  it('is read without the blanks around it', () => {
    expect(required('A', { A: ' two words\n' })).toBe('two words');
  });

  it('0 is a value', () => {
    expect(required('A', { A: '0' })).toBe('0');
  });

  it.each([
    ['missing', {}],
    ['undefined', { A: undefined }],
    ['empty', { A: '' }],
    ['blank', { A: ' \t' }],
  ])('%s: the error names it', (_name, variables) => {
    expect(() => required('A', variables)).toThrow('environment variable A is not set');
  });

  it('is looked for in the environment of the process', () => {
    vi.stubEnv(Environment.outcomesTable, 'outcomes');
    expect(required('OUTCOMES_TABLE')).toBe('outcomes');
  });
});

it('the names of the variables are a contract with the stack', () => {
  expect(Environment).toMatchObject({
    outcomesTable: 'OUTCOMES_TABLE',
    callbackTokenSha256: 'CALLBACK_TOKEN_SHA256',
    outcomeTtlDays: 'OUTCOME_TTL_DAYS',
  });
});
