import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { hash, timingSafeEqual } from '../crypto.ts';
import { CallbackError } from './errors.ts';

const SHA256_HEX = /^[0-9a-f]{64}$/;

/**
 * Reads the comma list of token hashes that the deployment was given.
 * @throws {Error} when an entry is not a SHA-256 in lower-case hex; the message does not repeat it
 */
export function parseTokenHashes(list: string): readonly Buffer[] {
  const hashes = list.split(',').map((hash) => hash.trim());
  if (!hashes.every((hash) => SHA256_HEX.test(hash))) {
    throw new Error('callback token hashes must be SHA-256 in lower-case hex, separated by commas');
  }
  return hashes.map((hash) => Buffer.from(hash, 'hex'));
}

/**
 * Lets pass whoever knows a token whose hash we hold. Hashes of equal length are
 * compared, in constant time and always all of them, so that the time taken tells
 * nothing of the token. More than one hash is valid during a rotation.
 */
export function authenticate<Request extends APIGatewayProxyEventV2, Result>(
  tokenHashes: readonly Buffer[],
): MiddlewareObj<Request, Result, unknown> {
  return {
    before: ({ event }) => {
      const token = event.pathParameters?.token ?? '';
      const given = hash('sha256', token, 'buffer');
      const matches = tokenHashes.filter((known) => timingSafeEqual(known, given));
      if (matches.length === 0) throw new CallbackError('unauthenticated', 'no token, or a wrong one');
    },
  };
}
