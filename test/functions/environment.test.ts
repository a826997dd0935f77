import { afterEach, expect, it, vi } from 'vitest';
import { Environment, required } from '../../functions/environment.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  ['value', 'value'],
  [' two words\n', 'two words'],
  ['0', '0'],
])('the variable %j is read as %j', (text, read) => {
  expect(required('A', { A: text })).toBe(read);
});

it.each([{}, { A: undefined }, { A: '' }, { A: ' \t' }])(
  'of %j the error names what is missing',
  (variables) => {
    expect(() => required('A', variables)).toThrow('environment variable A is not set');
  },
);

it.each([
  [Environment.outcomesTable, 'OUTCOMES_TABLE'],
  [Environment.callbackTokenSha256, 'CALLBACK_TOKEN_SHA256'],
  [Environment.outcomeTtlDays, 'OUTCOME_TTL_DAYS'],
])('%s is read from the process by its name in the stack', (variable, name) => {
  vi.stubEnv(name, 'set');
  expect(required(variable)).toBe('set');
});
