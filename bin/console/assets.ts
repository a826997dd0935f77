import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

/** A file of the page. */
export interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

const PAGE = new URL('./page/', import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Reads the files of the page, by the path that serves each. */
export function readAssets(): ReadonlyMap<string, Asset> {
  const files = readdirSync(PAGE).flatMap((name) => {
    const type = TYPES[extname(name)];
    const path = name === 'index.html' ? '/' : `/console/${name}`;
    return type ? [[path, { type, body: readFileSync(new URL(name, PAGE)) }] as const] : [];
  });
  return new Map(files);
}
