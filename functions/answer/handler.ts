import * as bundled from '#policy';
import { callbackHandler } from '../callback/chain.ts';
import { deployedWith } from '../callback/deployment.ts';
import { answer } from './callback.ts';

/** Lambda entry of `/{token}/answer`. */
export const handler = callbackHandler(answer, deployedWith(bundled));
