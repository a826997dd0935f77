import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { DEFAULT_OUTCOME_TTL_DAYS } from '../environment.ts';
import { callbackHandler } from './chain.ts';
import type { Callback, CallEvent } from './contract.ts';
import { type Bundled, deployedTokenHashes, deployedTtlDays } from './deployed.ts';
import { logDefect } from './log-defect.ts';
import { parse } from './parse.ts';
import { isHeard, safeResponse } from './responses.ts';

/** Calls a reader, and gives `otherwise` where it throws. */
function orElse<Value, Otherwise>(read: () => Value, otherwise: Otherwise): Value | Otherwise {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/**
 * The handler of a function that cannot be set up: it gives the safe answer, and writes what came to the log, where
 * `outcomes backfill` finds it. Where no token can be checked nothing of a request is logged: a stranger may have sent
 * it. A probe is not answered, as the function does not work.
 */
export function handlerWithoutSetUp<Event extends CallEvent>(
  callback: Callback<Event>,
  bundled: Bundled,
  error: unknown,
) {
  const fail = () => {
    throw error;
  };
  const tokenHashes = orElse(deployedTokenHashes, undefined);
  if (!tokenHashes) {
    return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
      const answer = safeResponse(
        orElse(() => parse(event), {}),
        bundled.safeAnswer,
      );
      logDefect(error, { callback: callback.name }, isHeard(answer));
      return answer;
    };
  }
  const deployment = {
    ...bundled,
    tokenHashes,
    ttlDays: orElse(deployedTtlDays, DEFAULT_OUTCOME_TTL_DAYS),
    store: { put: fail },
    recordingMilliseconds: 0,
    nowEpochMilliseconds: Date.now,
  };
  return callbackHandler({ ...callback, decide: fail }, deployment, () => undefined);
}
