import { afterEach, beforeEach, vi } from 'vitest';

/** What the functions wrote to standard output during a test. */
export interface CapturedLog {
  /** As written, line ends included. */
  text(): string;
  /** Each line, read as the JSON that it must be. */
  lines(): Record<string, unknown>[];
  clear(): void;
}

/** Keeps standard output from the terminal, and for the test, in every test of this file. */
export function captureLog(): CapturedLog {
  let written: string[] = [];
  beforeEach(() => {
    written = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });
  return {
    text: () => written.join(''),
    lines: () =>
      written
        .join('')
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    clear: () => {
      written = [];
    },
  };
}
