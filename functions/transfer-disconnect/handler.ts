import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { transferDisconnect } from './callback.ts';

/** Lambda entry of `/{token}/transfer-disconnect`. */
export const handler = await deployedHandler(transferDisconnect, bundled);
