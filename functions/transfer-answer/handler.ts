import * as bundled from '#policy';
import { deployedHandler } from '../chain/deployment.ts';
import { transferAnswer } from './callback.ts';

/** Lambda entry of `/{token}/transfer-answer`. */
export const handler = await deployedHandler(transferAnswer, bundled);
