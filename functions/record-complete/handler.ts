import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { recordComplete } from './callback.ts';

/** Lambda entry of `/{token}/record-complete`. */
export const handler = await deployedHandler(recordComplete, bundled);
