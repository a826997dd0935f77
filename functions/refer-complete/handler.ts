import * as bundled from '#policy';
import { deployedHandler } from '../callback/deployment.ts';
import { referComplete } from './callback.ts';

/** Lambda entry of `/{token}/refer-complete`. */
export const handler = deployedHandler(referComplete, bundled);
