import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { beforeAll, describe, expect, it } from 'vitest';
import { CALLBACKS } from '../functions/callbacks.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

const CALLBACK = [...CALLBACKS.map(({ name }) => name), 'redrive'].join('|');

/** What a room may not import, by its name; the paths are patterns. */
const forbid = (name: string, from: string, to: string, notTo?: string): IForbiddenRuleType => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to, ...(notTo !== undefined && { pathNot: notTo }) },
});

/** What a room imports, and nothing else. */
const only = (name: string, from: string, allowed: string): IForbiddenRuleType =>
  forbid(name, from, '.', allowed);

const RULES: readonly IForbiddenRuleType[] = [
  forbid('functions/ imports neither the stack nor a program', '^functions/', '^(lib|bin|test)/'),
  forbid(
    'functions/ imports nothing that only synth or a program needs',
    '^functions/',
    'node_modules/(aws-cdk-lib|constructs|esbuild|dynalite|commander)/',
  ),
  forbid('lib/ imports no program', '^lib/', '^(bin|test)/'),
  forbid(
    'lib/ runs no handler',
    '^lib/',
    `^functions/(chain/(chain|handle|deployment|answer-always)|outcomes/store|(${CALLBACK})/handler)`,
  ),
  forbid('nothing imports test/', '^(functions|lib|bin)/', '^test/'),
  forbid('a shared room imports no callback', '^functions/(chain|outcomes)/', `^functions/(${CALLBACK})/`),
  {
    name: 'a callback imports none of its siblings',
    severity: 'error',
    from: { path: `^functions/(${CALLBACK})/` },
    to: { path: `^functions/(${CALLBACK})/`, pathNot: '^functions/$1/' },
  },
  only('functions/recovery/ is pure', '^functions/recovery/', '^functions/recovery/'),
  only('functions/bxml/ is pure', '^functions/bxml/', '^functions/(bxml/|recovery/|callbacks)'),
  only(
    'lib/policy/ knows the decision and its own libraries',
    '^lib/policy/',
    '^(lib/policy/|functions/recovery/|node_modules/(valibot|leven|jsonc-parser|moment|moment-timezone)/|fs$)',
  ),
  forbid(
    "the simulator is written from Bandwidth's documents and shares nothing with the product",
    '^bin/simulator/',
    '^(functions|lib)/',
  ),
  { name: 'no circle of files', severity: 'error', from: {}, to: { circular: true } },
  { name: 'no circle of folders', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
];

describe('the imports as they are', () => {
  let result: ICruiseResult;
  beforeAll(async () => {
    // The compiler's own API is gone in TypeScript 7.0, hence another parser.
    const { output } = await cruise(['functions', 'lib', 'bin'], {
      baseDir: PROJECT,
      ruleSet: { forbidden: [...RULES] },
      validate: true,
      parser: 'swc',
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    });
    result = output as ICruiseResult;
  });

  it('are all seen, those of types too', () => {
    const found = result.modules.find(({ source }) => source === 'functions/recovery/decide.ts');
    expect(found?.dependencies.map(({ resolved }) => resolved)).toContain('functions/recovery/outcome.ts');
    expect(result.summary.totalCruised).toBeGreaterThan(300);
  });

  it.each(RULES.map(({ name }) => name as string))('%s', (name) => {
    const broken = result.summary.violations.filter(({ rule }) => rule.name === name);
    expect(broken.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  // A path that is read or started is a text: `new URL('../test/x', …)`, `join(root, 'test')`.
  it('are all that leads out of a door: no text is a path into test/', () => {
    const IN_TEST = /(['"`])(?:\.{0,2}\/)*test(?:\/[^'"`\n]*)?\1/g;
    const sources = result.modules.filter(({ source }) => /^(functions|lib|bin)\//.test(source));
    const found = sources.flatMap(({ source }) =>
      (readFileSync(join(PROJECT, source), 'utf8').match(IN_TEST) ?? []).map((path) => `${source}: ${path}`),
    );
    expect(found).toEqual([]);
  });

  it('reach every file of functions/ from a handler', () => {
    const imports = new Map(
      result.modules.map(({ source, dependencies }) => [
        source,
        dependencies.map(({ resolved }) => resolved),
      ]),
    );
    const sources = [...imports.keys()].filter((source) => /^functions\/.*(?<!\.d)\.ts$/.test(source));
    const reached = new Set(sources.filter((source) => source.endsWith('/handler.ts')));
    // The two modules that a first try does without are imported by the names of functions/package.json.
    for (const late of ['client-put', 'client-send']) reached.add(`functions/outcomes/${late}.ts`);
    for (const source of reached) for (const each of imports.get(source) ?? []) reached.add(each);
    expect(sources.filter((source) => !reached.has(source))).toEqual([]);
  });
});
