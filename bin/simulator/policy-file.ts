import { readFileSync } from 'node:fs';
import type { Promises } from './load/invariants.ts';

/** The server's policy file as it stands; `undefined` where it cannot be read, as with a server elsewhere. */
export function uncheckedPolicy(file: string): unknown {
  try {
    // A decoder takes a BOM away, which a policy may have.
    return JSON.parse(new TextDecoder().decode(readFileSync(file)));
  } catch {
    return undefined;
  }
}

/** The limit of hand-offs in a call when a policy does not set one (docs/design.md). */
const DEFAULT_ATTEMPTS = 10;

type Step =
  | string
  | {
      readonly step?: string;
      readonly prompt?: unknown;
      readonly keys?: Readonly<Record<string, Step>>;
      readonly otherwise?: Step;
    };

/** A step, or those that it leads to as a menu. */
const stepsOf = (step: Step): readonly Step[] =>
  typeof step === 'string' || !step.keys
    ? [step]
    : [...Object.values(step.keys), ...(step.otherwise ? [step.otherwise] : [])];

/** The part of a policy, or of one of its routes, that is looked at. */
interface Part {
  readonly transfer?: { readonly privacy?: unknown };
  readonly outcomes?: Readonly<Record<string, readonly Step[]>>;
}

/** Whether callers are hung up on without a word: `hangup` among the steps of a failure, without a prompt. */
const hasSilentHangup = ({ outcomes = {} }: Part): boolean =>
  Object.entries(outcomes).some(
    ([outcome, steps]) =>
      outcome !== 'completed' &&
      steps
        .flatMap(stepsOf)
        .some((each) => (typeof each === 'string' ? each : !each.prompt && each.step) === 'hangup'),
  );

/** Reads the promises of a policy. It is not checked here: that is the server's business. */
export function promisesOf(policy: unknown): Promises {
  const {
    limits,
    routes = [],
    ...whole
  } = (policy ?? {}) as Part & {
    readonly limits?: { readonly attempts?: number; readonly waitSeconds?: number };
    readonly routes?: readonly (Part & { readonly destinations?: readonly Part['transfer'][] })[];
  };
  const parts = [whole, ...routes];
  const destinations = routes.flatMap((route) => route.destinations ?? []);
  const transfers = [...parts.map(({ transfer }) => transfer), ...destinations];
  return {
    attempts: limits?.attempts ?? DEFAULT_ATTEMPTS,
    waitSeconds: limits?.waitSeconds,
    silentHangups: parts.some(hasSilentHangup),
    showsNumbers: transfers.some((transfer) => transfer?.privacy === false),
  };
}
