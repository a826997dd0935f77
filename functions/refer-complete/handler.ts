import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { referComplete } from './callback.ts';

/** Lambda entry of `/{token}/refer-complete`. */
export const handler = await deployedHandler(referComplete, bundled);
