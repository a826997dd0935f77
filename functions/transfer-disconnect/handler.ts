import * as bundled from '#policy';
import { callbackHandler } from '../callback/chain.ts';
import { deployedWith } from '../callback/deployment.ts';
import { transferDisconnect } from './callback.ts';

/** Lambda entry of `/{token}/transfer-disconnect`. */
export const handler = callbackHandler(transferDisconnect, deployedWith(bundled));
