import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FunctionName } from '../../functions/callbacks.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { bundleFunction } from '../../lib/bundle.ts';
import { type FunctionEvent, type FunctionThreadOptions, functionThread } from './function-thread.ts';

/**
 * Gets the functions ready. Each is bundled, as a deployment does it, and loaded at
 * its first call, which takes about half a second: a cold start. One that does not
 * compile or load fails each of its calls.
 */
export function startFunctions(first: Policy, options: FunctionThreadOptions) {
  let policy = first;
  const bundles = mkdtempSync(join(tmpdir(), 'functions-'));
  const removeBundles = () => rmSync(bundles, { recursive: true, force: true });
  process.once('exit', removeBundles);
  const thread = functionThread(options);
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
    invoke: async (name: FunctionName, event: FunctionEvent, onLogLine?: (line: string) => void) =>
      thread.invoke({ name, handlerUrl: bundleOnce(name), event }, onLogLine),
    /** Calls that begin from now on are decided by another policy; those under way keep theirs. */
    usePolicy(next: Policy) {
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
