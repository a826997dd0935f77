import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { disconnect } from './callback.ts';

/** Lambda entry of `/{token}/disconnect`. */
export const handler = await deployedHandler(disconnect, bundled);
