import * as bundled from '#policy';
import { callbackHandler } from '../callback/chain.ts';
import { deployedWith } from '../callback/deployment.ts';
import { disconnect } from './callback.ts';

/** Lambda entry of `/{token}/disconnect`. */
export const handler = callbackHandler(disconnect, deployedWith(bundled));
