import { afterEach, expect, it, vi } from 'vitest';
import { logDefect } from '../../../functions/chain/log-defect.ts';
import { captureLog } from '../../support/captured-log.ts';

const log = captureLog();
afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  ['calls', 'calls:7', [[], ['ExecutedVersion']]],
  [undefined, undefined, [[]]],
])('a defect of the function %s is counted for the version %s', (name, ExecutedVersion, Dimensions) => {
  vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', name);
  vi.stubEnv('AWS_LAMBDA_FUNCTION_VERSION', '7');
  logDefect(new Error('a bug'), { callId: 'c-1' }, false);
  const [line] = log.lines();
  expect(line).toMatchObject({ level: 'ERROR', callId: 'c-1', error: { message: 'a bug' } });
  expect(line?.ExecutedVersion).toBe(ExecutedVersion);
  expect(line?._aws).toMatchObject({ CloudWatchMetrics: [{ Dimensions, Metrics: [{ Name: 'Defects' }] }] });
});

it.each([
  [true, 'callback got the safe answer', 1],
  [false, 'callback not handled', undefined],
])('whether somebody heard the safe answer, %s: said and counted', (isHeard, message, SafetyNetAnswers) => {
  logDefect(new Error('a bug'), {}, isHeard);
  const [line] = log.lines();
  expect(line).toMatchObject({ message, Defects: 1 });
  expect(line?.SafetyNetAnswers).toBe(SafetyNetAnswers);
});
