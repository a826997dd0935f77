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
import type { Deployment } from './contract.ts';
import { logRetry } from './record.ts';

/** The module `#policy`, which every bundle contains. */
export interface Bundled {
  readonly policy: Policy;
  readonly policyHash: string;
  readonly safeAnswer: string;
}

/**
 * The hashes of the callback tokens.
 * @throws {Error} naming the variable, or saying what a hash is
 */
export const deployedTokenHashes = (): Deployment['tokenHashes'] =>
  parseTokenHashes(required(Environment.callbackTokenSha256));

/**
 * Days that an outcome is kept.
 * @throws {Error} naming the variable
 */
export function deployedTtlDays(): number {
  const ttlDays = Number(required(Environment.outcomeTtlDays));
  if (!Number.isInteger(ttlDays) || ttlDays < 0) {
    throw new Error(
      `environment variable ${Environment.outcomeTtlDays} must be a whole number of days, or 0`,
    );
  }
  return ttlDays;
}

/** Left for what is no waiting: a decision, a document, a log line. */
const SPARE_MILLISECONDS = 500;

/**
 * Makes the deployment of a function: its bundle has the policy, its environment the rest.
 * @throws {Error} naming the variable that is missing or wrong
 */
export function deployedWith(bundled: Bundled): Deployment {
  const queueUrl = process.env[Environment.fallbackQueueUrl];
  const storeTimeout = positive(Environment.storeTimeoutMs, DEFAULT_STORE_TIMEOUT_MILLISECONDS);
  const queueTimeout = positive(Environment.queueTimeoutMs, DEFAULT_QUEUE_TIMEOUT_MILLISECONDS);
  return {
    policy: bundled.policy,
    policyHash: bundled.policyHash,
    safeAnswer: bundled.safeAnswer,
    store: dynamoDbStore(required(Environment.outcomesTable), logRetry, storeTimeout),
    queue: queueUrl ? sqsFallbackQueue(queueUrl, queueTimeout) : undefined,
    tokenHashes: deployedTokenHashes(),
    ttlDays: deployedTtlDays(),
    fallbackBaseUrl: process.env[Environment.fallbackBaseUrl]?.replace(/\/$/, '') || undefined,
    logParties: process.env[Environment.logParties] === 'true',
    logSample: positive(Environment.logSample, 1),
    recordingMilliseconds: storeTimeout + queueTimeout + SPARE_MILLISECONDS,
    nowEpochMilliseconds: Date.now,
  };
}
