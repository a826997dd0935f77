import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { gather } from './callback.ts';

/** Lambda entry of `/{token}/gather`. */
export const handler = await deployedHandler(gather, bundled);
