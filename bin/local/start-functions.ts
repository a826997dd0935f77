import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionName } from '../../functions/callbacks.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { bundleFunction } from '../../lib/bundle.ts';
import { Failure } from '../usage/usage-error.ts';
import { type FunctionEvent, type FunctionThreadOptions, functionThread } from './function-thread.ts';

/** How long a function may take; longer than any of its own time limits add up to. */
const FUNCTION_TIMEOUT_MS = 10_000;

/** What the functions are started with. */
export interface FunctionsOptions extends Omit<FunctionThreadOptions, 'timeoutMs'> {
  readonly policy: Policy;
}

/** The functions, by name. */
export interface LocalFunctions {
  /** @param onLogLine told every line that is logged in this call */
  invoke(name: FunctionName, event: FunctionEvent, onLogLine?: (line: string) => void): Promise<unknown>;
  /** Calls that begin from now on are decided by another policy; those under way keep theirs. */
  usePolicy(policy: Policy): void;
  close(): Promise<void>;
}

/** A new folder for the bundles. What is removed at the end must never be a folder that was there before. */
function temporaryFolder(): string {
  try {
    return mkdtempSync(resolve(tmpdir(), 'functions-'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(
      `No folder can be made in ${tmpdir()} (${code}). Name one for temporary files: TMPDIR=/tmp npm start`,
      { cause: error },
    );
  }
}

/**
 * Gets the functions ready. Each is bundled, as a deployment does it, and loaded at
 * its first call, which takes about half a second: a cold start. One that does not
 * compile or load fails each of its calls.
 * @throws {Failure} when there is no place for temporary files
 */
export function startFunctions({ policy: first, ...options }: FunctionsOptions): LocalFunctions {
  let policy = first;
  const bundles = temporaryFolder();
  const removeBundles = () => rmSync(bundles, { recursive: true, force: true });
  process.once('exit', removeBundles);
  const thread = functionThread({ timeoutMs: FUNCTION_TIMEOUT_MS, ...options });
  const handlerUrls = new Map<FunctionName, string>();

  function bundleOnce(name: FunctionName): string {
    const known = handlerUrls.get(name);
    if (known !== undefined) return known;
    const bundle = mkdtempSync(join(bundles, `${name}-`));
    bundleFunction(name, policy, bundle);
    const handlerUrl = pathToFileURL(join(bundle, 'handler.mjs')).href;
    handlerUrls.set(name, handlerUrl);
    return handlerUrl;
  }

  return {
    invoke: async (name, event, onLogLine) =>
      thread.invoke({ name, handlerUrl: bundleOnce(name), event }, onLogLine),
    usePolicy(next) {
      policy = next;
      // The bundles before stay loaded, about a megabyte for each change: calls under way may need them.
      handlerUrls.clear();
    },
    async close() {
      await thread.close();
      process.off('exit', removeBundles);
      removeBundles();
    },
  };
}
