import * as bundled from '#policy';
import { callbackHandler } from '../callback/chain.ts';
import { deployedWith } from '../callback/deployment.ts';
import { referComplete } from './callback.ts';

/** Lambda entry of `/{token}/refer-complete`. */
export const handler = callbackHandler(referComplete, deployedWith(bundled));
