/** What a function of ours takes, on the machine that it was measured on. */
export interface MeasuredFunction {
  readonly warmCpuMs: number;
  /** Of the whole process, from its start to the first answer. */
  readonly coldCpuMs: number;
  /** What comes on top when DynamoDB refuses the first try: AWS's client is loaded. */
  readonly secondTryCpuMs: number;
  /** After many callbacks, or on a bad day, whichever is more. */
  readonly residentMb: number;
}

/** What a memory setting of Lambda makes of that. */
export type MemorySetting = ReturnType<typeof atMemory>;

/** The memory at which Lambda gives one whole core (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html). */
const MB_PER_CORE = 1769;
/** arm64, us-east-1 (https://aws.amazon.com/lambda/pricing/). The start of an environment is billed like a callback. */
const USD_PER_GB_SECOND = 0.0000133334;
const USD_PER_REQUEST = 0.2e-6;

/** Taken, not measured: how much longer a core of Lambda's arm64 takes than one of the machine here. */
const SLOWER_CORE = 1.5;
/** Taken, not measured: a write, in the same region. */
const DYNAMODB_MS = 5;
/** Resident beside what is measured: AWS's runtime client. */
const RUNTIME_CLIENT_MB = 15;
/** A function near its limit spends its time on collecting garbage. */
const MOST_MEMORY_USED = 0.8;

/** A pause that a caller notices: the most that a conversation bears one way (ITU-T G.114). */
const MOST_COLD_MS = 400;

/** The limits of functions/outcomes: of a write, of its first try, and what a second one should have. */
const WRITE_MS = 2000;
const FIRST_TRY_MS = 900;
const LEAST_SECOND_TRY_MS = 500;

/** Carries what was measured to a memory setting: Lambda gives processor time by memory. */
export function atMemory(measured: MeasuredFunction, memoryMb: number) {
  const stretch = SLOWER_CORE / Math.min(1, memoryMb / MB_PER_CORE);
  const warmMs = Math.ceil(measured.warmCpuMs * stretch + DYNAMODB_MS);
  const secondTryMs = WRITE_MS - FIRST_TRY_MS - measured.secondTryCpuMs * stretch;
  const coldMs = measured.coldCpuMs * stretch + DYNAMODB_MS;
  const residentMb = measured.residentMb + RUNTIME_CLIENT_MB;
  return {
    memoryMb,
    warmMs,
    /** Ours alone: what Lambda takes to make an environment comes on top, whatever its memory. */
    coldMs,
    /** What is left for the second try after the first has hung. */
    secondTryMs,
    fits:
      residentMb <= memoryMb * MOST_MEMORY_USED &&
      secondTryMs >= LEAST_SECOND_TRY_MS &&
      coldMs <= MOST_COLD_MS,
    /** Time and requests of Lambda, of a million warm callbacks. */
    usdPerMillion: 1e6 * (billed(memoryMb, warmMs) + USD_PER_REQUEST),
  };
}

/** Sizes that people choose; at the last one a function has a whole core. */
const MEMORY_SIZES_MB = [128, 256, 512, 1024, 1769];

/** Carries what was measured to each memory setting that people choose. */
export const memorySettings = (measured: MeasuredFunction): MemorySetting[] =>
  MEMORY_SIZES_MB.map((memoryMb) => atMemory(measured, memoryMb));

const billed = (memoryMb: number, milliseconds: number): number =>
  (memoryMb / 1024) * (milliseconds / 1000) * USD_PER_GB_SECOND;
