import type { Element } from '../bxml/element.ts';
import type { LiveCall } from '../live-call.ts';
import { callFields, callTimes, type Fields, present } from './call-fields.ts';
import { causeFields } from './cause.ts';

/** What became of a transfer, and the `<Transfer>` that it was. */
export interface TransferResult {
  readonly transfer: Element;
  readonly transferTo: string;
  readonly cause: string;
}

/** The number that the B-leg sees: without `transferCallerId` that of the remote party. */
export const callerIdOf = ({ call }: LiveCall, transfer: Element): string =>
  transfer.attributes.transferCallerId || (call.direction === 'inbound' ? call.from : call.to);

/** https://dev.bandwidth.com/docs/voice/webhooks/transferComplete */
export const transferComplete = (live: LiveCall, { transfer, transferTo, cause }: TransferResult): Fields =>
  present({
    ...callFields(live, 'transferComplete'),
    tag: live.tag,
    transferCallerId: callerIdOf(live, transfer),
    privacy: transfer.attributes.privacy === 'true' ? true : undefined,
    transferCallerDisplayName: transfer.attributes.transferCallerDisplayName,
    transferTo,
    ...callTimes(live),
    ...causeFields(live, cause),
  });
