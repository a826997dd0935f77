import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionName } from '../../functions/callbacks.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { bundleFunction } from '../../lib/bundle.ts';
import { type FunctionEvent, functionThread } from './function-thread.ts';
import { StartError } from './start-error.ts';

/** How long a function may take; longer than any of its own time limits add up to. */
const FUNCTION_TIMEOUT_MS = 10_000;

/** What the functions are started with. */
export interface FunctionsOptions {
  readonly policy: Policy;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly onLogLine: (line: string) => void;
}

/** The functions, by name. */
export interface LocalFunctions {
  invoke(name: FunctionName, event: FunctionEvent): Promise<unknown>;
  close(): Promise<void>;
}

/** A new folder for the bundles. What is removed at the end must never be a folder that was there before. */
function temporaryFolder(): string {
  try {
    return mkdtempSync(resolve(tmpdir(), 'functions-'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `No folder can be made in ${tmpdir()} (${code}). Name one for temporary files: TMPDIR=/tmp npm start`,
      { cause: error },
    );
  }
}

/**
 * Gets the functions ready. Each is bundled, as a deployment does it, and loaded at
 * its first call, which takes about half a second: a cold start. One that does not
 * compile or load fails each of its calls.
 * @throws {StartError} when there is no place for temporary files
 */
export function startFunctions({ policy, environment, onLogLine }: FunctionsOptions): LocalFunctions {
  const bundles = temporaryFolder();
  const removeBundles = () => rmSync(bundles, { recursive: true, force: true });
  process.once('exit', removeBundles);
  const thread = functionThread({ timeoutMs: FUNCTION_TIMEOUT_MS, environment, onLogLine });
  const handlerUrls = new Map<FunctionName, string>();

  function bundleOnce(name: FunctionName): string {
    const known = handlerUrls.get(name);
    if (known !== undefined) return known;
    const bundle = join(bundles, name);
    mkdirSync(bundle, { recursive: true });
    bundleFunction(name, policy, bundle);
    const handlerUrl = pathToFileURL(join(bundle, 'handler.mjs')).href;
    handlerUrls.set(name, handlerUrl);
    return handlerUrl;
  }

  return {
    invoke: async (name, event) => thread.invoke({ name, handlerUrl: bundleOnce(name), event }),
    async close() {
      await thread.close();
      process.off('exit', removeBundles);
      removeBundles();
    },
  };
}
