import type { ServerResponse } from 'node:http';
import type { StreamMessages } from './messages.ts';
import { SAFE_HEADERS, type ToJson } from './respond.ts';

/** Sends one event. */
export type Send = <Name extends keyof StreamMessages>(name: Name, message: StreamMessages[Name]) => void;

/** A page that reads no more is let go; it comes back by itself, and is then told everything anew. */
const MAX_UNREAD_BYTES = 16 * 1024 * 1024;

/** How long a page waits before it comes back to a server that was gone. */
const RETRY_MILLISECONDS = 1000;

/** So that a page whose server is gone without a word notices. */
const HEARTBEAT_MILLISECONDS = 15_000;

/** Opens the stream of server-sent events to the pages; `onLeft` is told each page that went. */
export function openEventStream(toJson: ToJson, onLeft: () => void) {
  const pages = new Set<ServerResponse>();

  function write(page: ServerResponse, text: string): void {
    if (page.writableLength > MAX_UNREAD_BYTES) page.destroy();
    else page.write(text);
  }
  const textOf = (name: string, message: unknown): string => `event: ${name}\ndata: ${toJson(message)}\n\n`;
  const heartbeat = setInterval(() => {
    for (const page of pages) write(page, ': still here\n\n');
  }, HEARTBEAT_MILLISECONDS);

  const send: Send = (name, message) => {
    if (pages.size === 0) return;
    const text = textOf(name, message);
    for (const page of pages) write(page, text);
  };
  return {
    send,
    /** Takes a page in; `welcome` is told what it is to be sent first. */
    add(page: ServerResponse, welcome: (send: Send) => void) {
      page.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream' });
      page.write(`retry: ${RETRY_MILLISECONDS}\n\n`);
      pages.add(page);
      page.once('close', () => {
        pages.delete(page);
        onLeft();
      });
      welcome((name, message) => write(page, textOf(name, message)));
    },
    close() {
      clearInterval(heartbeat);
      for (const page of pages) page.end();
    },
  };
}
