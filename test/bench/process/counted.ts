import { registerHooks } from 'node:module';
import { CONTEXT, type Handler, requestMaker } from './requests.ts';

/** What a process that answers a few callbacks tells: the files it loaded by the end of the first, and its answers. */
export interface CountedReport {
  readonly filesAtStart: readonly string[];
  readonly answers: readonly string[];
}

const [handlerUrl = '', requestsFile = '', count = '0'] = process.argv.slice(2);
const request = requestMaker(requestsFile);

const loaded: string[] = [];
registerHooks({
  load(url, context, next) {
    loaded.push(url);
    return next(url, context);
  },
});
const { handler } = (await import(handlerUrl)) as { handler: Handler };
const answers: string[] = [];
let filesAtStart: readonly string[] = [];
for (let index = 0; index < Number(count); index += 1) {
  const { statusCode, body = '' } = await handler(request(index), CONTEXT);
  if (statusCode !== 200) throw new Error(`answered ${statusCode}: ${body}`);
  answers.push(body);
  if (index === 0) filesAtStart = [...loaded];
}
const report: CountedReport = { filesAtStart, answers };
process.send?.(report, () => process.exit());
