import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { initiate } from './callback.ts';

/** Lambda entry of `/{token}/initiate`. */
export const handler = await deployedHandler(initiate, bundled);
