import { addressOf } from '../../functions/recovery/destination.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import type { PolicyWarning } from './mistakes.ts';

/** Hosts that examples name, and that nobody can have (https://www.rfc-editor.org/rfc/rfc6761#section-6). */
const SAMPLE_HOST = /(?:^|[.@])(?:example\.(?:com|net|org)|example|test|invalid)\.?$/;

/** Numbers that nobody has: 555-0100 to 555-0199 of each area, and the area 555, in which our own samples are. */
const SAMPLE_NUMBER = /^\+1(?:555\d{7}|\d{3}55501\d\d)$/;

/** Tells whether an address is one of an example, and reaches nobody. */
export const isSample = (address: string): boolean =>
  address.startsWith('+') ? SAMPLE_NUMBER.test(address) : SAMPLE_HOST.test(addressOf(address));

/** An address of a policy, and its path. */
type Placed = readonly [path: string, address: string];

const callerIdOf = (path: string, options: Policy['transfer'] | undefined): Placed[] =>
  options?.callerId === undefined ? [] : [[`${path}.callerId`, options.callerId]];

/** Where the calls of a policy go, and the numbers that callees see. */
const addresses = ({ transfer, routes }: Policy): Placed[] => [
  ...callerIdOf('transfer', transfer),
  ...routes.flatMap((route, index) => [
    ...callerIdOf(`routes[${index}].transfer`, route.transfer),
    ...route.destinations.flatMap((destination, place) => {
      const path = `routes[${index}].destinations[${place}]`;
      const targets = destination.targets.map((target): Placed => [path, target]);
      return [...targets, ...callerIdOf(path, destination.transfer)];
    }),
  ]),
];

const samplesOf = (policy: Policy): Placed[] => addresses(policy).filter(([, address]) => isSample(address));

/** The end of a sentence that names such addresses. */
export const FROM_EXAMPLE = 'is from an example: write your own';

/** Finds the addresses of examples: a policy with them is for trying, and no call of a person may come to it. */
export const sampleWarnings = (policy: Policy): PolicyWarning[] =>
  samplesOf(policy).map(([path, address]) => ({ path, text: `${address} ${FROM_EXAMPLE}` }));

/** Names the first of them, and how many more there are; `undefined` where there is none. */
export function samplesText(policy: Policy): string | undefined {
  const [first, ...others] = samplesOf(policy);
  if (first === undefined) return undefined;
  const [path, address] = first;
  return `${address} (${path}${others.length === 0 ? '' : `; ${others.length} more like it`})`;
}
