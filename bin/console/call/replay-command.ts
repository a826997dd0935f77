import { resolve } from 'node:path';
import type { WhatIfQuestion } from '../messages.ts';

/** Where events are sent again, and where a shell finds the token: a file, or the variable `CALLBACK_TOKEN`. */
export interface ReplayPlace {
  readonly callbacksUrl: string;
  readonly tokenSource: string;
}

/** A text as one word of a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** The command that sends an event again. It names where the token is kept, as the page must not know it. */
export function replayCommand({ event, url }: WhatIfQuestion, { callbacksUrl, tokenSource }: ReplayPlace) {
  const token =
    tokenSource === 'CALLBACK_TOKEN' ? '"$CALLBACK_TOKEN"' : `"$(cat ${quoted(resolve(tokenSource))})"`;
  return [
    "curl -i -H 'content-type: application/json' \\",
    `  --data ${quoted(JSON.stringify(event))} \\`,
    `  ${quoted(`${callbacksUrl}/`)}${token}${quoted(`/${url}`)}`,
  ].join('\n');
}
