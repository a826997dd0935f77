import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How a server fared since it was last asked: milliseconds by which its event loop was late, and its memory in MB. */
export interface ServerReport {
  readonly eventLoopP99: number;
  readonly eventLoopMax: number;
  readonly rss: number;
}

const RESOLUTION_MS = 5;

// Threads load this as well, and have nobody to tell.
if (process.send) {
  const late = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  late.enable();
  const inMilliseconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  process.on('message', () => {
    process.send?.({
      eventLoopP99: inMilliseconds(late.percentile(99)),
      eventLoopMax: inMilliseconds(late.max),
      rss: process.memoryUsage.rss() / 1e6,
    } satisfies ServerReport);
    late.reset();
  });
  process.channel?.unref();
}
