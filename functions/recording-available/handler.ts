import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { recordingAvailable } from './callback.ts';

/** Lambda entry of `/{token}/recording-available`. */
export const handler = await deployedHandler(recordingAvailable, bundled);
