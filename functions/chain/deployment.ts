import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import {
  DEFAULT_QUEUE_TIMEOUT_MILLISECONDS,
  DEFAULT_STORE_TIMEOUT_MILLISECONDS,
  Environment,
  positive,
  required,
} from '../environment.ts';
import { sqsFallbackQueue } from '../outcomes/fallback-queue.ts';
import { dynamoDbStore } from '../outcomes/store.ts';
import type { Policy } from '../recovery/policy.ts';
import { parseTokenHashes } from './authenticate.ts';
import { callbackHandler } from './chain.ts';
import type { Callback, CallEvent, Deployment } from './contract.ts';
import { describeError, log } from './log.ts';
import { logDefect } from './log-defect.ts';
import { logRetry } from './record.ts';
import { answerTo } from './responses.ts';

/** What is in every bundle: the module `#policy`. */
interface Bundled {
  readonly policy: Policy;
  readonly policyHash: string;
  readonly safeAnswer: string;
}

/**
 * What a deployed function works with: the policy of its bundle, the rest from its environment.
 * @throws {Error} naming the variable that is missing or wrong
 */
export function deployedWith(bundled: Bundled): Deployment {
  const ttlDays = Number(required(Environment.outcomeTtlDays));
  if (!Number.isInteger(ttlDays) || ttlDays < 0) {
    throw new Error(
      `environment variable ${Environment.outcomeTtlDays} must be a whole number of days, or 0`,
    );
  }
  const queueUrl = process.env[Environment.fallbackQueueUrl];
  const storeTimeout = positive(Environment.storeTimeoutMs, DEFAULT_STORE_TIMEOUT_MILLISECONDS);
  const queueTimeout = positive(Environment.queueTimeoutMs, DEFAULT_QUEUE_TIMEOUT_MILLISECONDS);
  return {
    policy: bundled.policy,
    policyHash: bundled.policyHash,
    safeAnswer: bundled.safeAnswer,
    store: dynamoDbStore(required(Environment.outcomesTable), logRetry, storeTimeout),
    queue: queueUrl ? sqsFallbackQueue(queueUrl, queueTimeout) : undefined,
    tokenHashes: parseTokenHashes(required(Environment.callbackTokenSha256)),
    ttlDays,
    fallbackBaseUrl: process.env[Environment.fallbackBaseUrl] || undefined,
    logParties: process.env[Environment.logParties] === 'true',
    logSample: positive(Environment.logSample, 1),
    recordingMilliseconds: storeTimeout + queueTimeout + 500,
    nowEpochMilliseconds: Date.now,
  };
}

/**
 * A promise that nobody awaits, or an error in a timer, ends the process and the call
 * with it: Lambda's runtime sees to that. A defect of that kind is logged instead.
 */
function survive(): void {
  for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
    process.removeAllListeners(event);
    process.on(event, (error: unknown) => log('ERROR', 'defect', { event, error: describeError(error) }));
  }
  // That a line cannot be written would else be a defect, and its line could not be written either.
  if (process.stdout.listenerCount('error') === 0) process.stdout.on('error', () => undefined);
}

/**
 * The handler that Lambda calls. A function that cannot be set up, as when a variable
 * of its environment is missing, still answers the callers, and says so for each.
 */
export async function deployedHandler<Event extends CallEvent>(callback: Callback<Event>, bundled: Bundled) {
  survive();
  try {
    const deployment = deployedWith(bundled);
    await deployment.store.open?.();
    return callbackHandler(callback, deployment);
  } catch (error) {
    return async (): Promise<APIGatewayProxyStructuredResultV2> => {
      logDefect(error, { callback: callback.name });
      return answerTo(callback.name, bundled.safeAnswer);
    };
  }
}
