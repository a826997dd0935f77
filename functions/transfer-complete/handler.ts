import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { transferComplete } from './callback.ts';

/** Lambda entry of `/{token}/transfer-complete`. */
export const handler = await deployedHandler(transferComplete, bundled);
