import { CONTEXT, cpuMilliseconds, type Handler, requestMaker } from './requests.ts';

/** What a warm process tells after each batch of callbacks. */
export interface WarmReport {
  readonly cpuMicrosecondsEach: number;
  readonly rss: number;
}

const [handlerUrl = '', requestsFile = ''] = process.argv.slice(2);
const request = requestMaker(requestsFile);
const { handler } = (await import(handlerUrl)) as { handler: Handler };
let done = 0;

async function answerBatch(callbacks: number): Promise<WarmReport> {
  const before = cpuMilliseconds();
  for (const last = done + callbacks; done < last; done += 1) {
    const { statusCode } = await handler(request(done), CONTEXT);
    if (statusCode !== 200) throw new Error(`answered ${statusCode}`);
  }
  return {
    cpuMicrosecondsEach: ((cpuMilliseconds() - before) * 1000) / callbacks,
    rss: process.memoryUsage.rss() / 1e6,
  };
}

process.on('message', (callbacks: number) => {
  answerBatch(callbacks).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      // Not thrown: a contestant may have taken over what is uncaught.
      console.error(error);
      process.exit(1);
    },
  );
});
process.send?.('ready');
