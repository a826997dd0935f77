import { CONTEXT, cpuMilliseconds, type Handler, requestMaker } from './requests.ts';

/** What a fresh process tells after its first callback; the first two are of the import alone. */
export interface StartReport {
  readonly importCpu: number;
  readonly importWall: number;
  readonly startCpu: number;
  readonly startWall: number;
  readonly rssAtStart: number;
  /** From the start of the process on, Node's own included. */
  readonly processCpu: number;
}

const [handlerUrl = '', requestsFile = ''] = process.argv.slice(2);
const request = requestMaker(requestsFile)(0);

const wallBefore = performance.now();
const cpuBefore = cpuMilliseconds();
const { handler } = (await import(handlerUrl)) as { handler: Handler };
const importCpu = cpuMilliseconds() - cpuBefore;
const importWall = performance.now() - wallBefore;
const { statusCode } = await handler(request, CONTEXT);
const report: StartReport = {
  importCpu,
  importWall,
  startCpu: cpuMilliseconds() - cpuBefore,
  startWall: performance.now() - wallBefore,
  rssAtStart: process.memoryUsage.rss() / 1e6,
  processCpu: cpuMilliseconds(),
};
if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
process.send?.(report, () => process.exit());
