import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { answer } from './callback.ts';

/** Lambda entry of `/{token}/answer`. */
export const handler = await deployedHandler(answer, bundled);
