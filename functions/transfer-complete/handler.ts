import * as bundled from '#policy';
import { callbackHandler } from '../callback/chain.ts';
import { deployedWith } from '../callback/deployment.ts';
import { transferComplete } from './callback.ts';

/** Lambda entry of `/{token}/transfer-complete`. */
export const handler = callbackHandler(transferComplete, deployedWith(bundled));
