import * as bundled from '#policy';
import { callbackHandler } from '../callback/chain.ts';
import { deployedWith } from '../callback/deployment.ts';
import { initiate } from './callback.ts';

/** Lambda entry of `/{token}/initiate`. */
export const handler = callbackHandler(initiate, deployedWith(bundled));
