interface Step {
  readonly title: string;
  readonly tookMillis: number;
  readonly how: 'ok' | 'FAILED';
}

/** Says what is being done, and at the end how each part went and how long it took. */
export class Report {
  readonly #steps: Step[] = [];
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  get hasSteps(): boolean {
    return this.#steps.length > 0;
  }

  /** A line of progress. */
  say(line: string): void {
    this.#print(`   ${line}`);
  }

  /** Does one step; whatever it throws is thrown on. */
  async step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
    this.#print(`== ${title}`);
    const began = performance.now();
    const end = (how: Step['how']) => this.#steps.push({ title, how, tookMillis: performance.now() - began });
    try {
      const result = await work();
      end('ok');
      return result;
    } catch (error) {
      end('FAILED');
      throw error;
    }
  }

  /** A line for each step, and the whole time. */
  summary(): string {
    const seconds = (millis: number): string => `${(millis / 1000).toFixed(1)} s`.padStart(8);
    const total = this.#steps.reduce((sum, { tookMillis }) => sum + tookMillis, 0);
    return [
      ...this.#steps.map(({ how, tookMillis, title }) => `${how.padEnd(7)}${seconds(tookMillis)}  ${title}`),
      `${' '.repeat(7)}${seconds(total)}  in all`,
    ].join('\n');
  }
}
