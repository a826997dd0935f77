import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const RULES = 'test/config/biome.rules.json';

const importing = (path: string): string => `import { x } from '${path}';\n\nexport const y = x;\n`;
const using = (expression: string): string => `export const y = ${expression};\n`;

const IMPORTS = 'lint/style/noRestrictedImports';
const GLOBALS = 'lint/style/noRestrictedGlobals';

/** Rooms that know no clock, no environment and no network. */
const PURE = [
  'functions/recovery',
  'lib/policy',
  'functions/bxml',
  'functions/refer-complete/outcome.ts',
  'functions/transfer-complete/outcome.ts',
];
const IMPURE_GLOBALS = [
  'process.env',
  'Date.now()',
  'new Date()',
  'performance.now()',
  'console.log',
  'fetch',
];

/** By room or file: what it may not import. */
const FORBIDDEN: Record<string, readonly string[]> = {
  'functions/callback': [
    '../refer-complete/callback.ts',
    '../transfer-complete/handler.ts',
    '../../lib/bundle.ts',
    '../../bin/app.ts',
    'aws-cdk-lib',
  ],
  'functions/outcomes': ['../refer-complete/event.ts', '../../lib/settings.ts', 'aws-cdk-lib/aws-dynamodb'],
  'functions/refer-complete': [
    '../../lib/settings.ts',
    '../../bin/local/server.ts',
    'aws-cdk-lib',
    'constructs',
    'esbuild',
    'dynalite',
  ],
  'functions/transfer-complete': ['../../lib/settings.ts', 'aws-cdk-lib/assertions'],
  'functions/environment.ts': ['../lib/settings.ts', '../bin/local/server.ts'],
  'functions/recovery': [
    'node:fs',
    'valibot',
    '@aws-sdk/client-dynamodb',
    '../bxml/verbs.ts',
    '../outcomes/item.ts',
    '../callbacks.ts',
    '../../lib/policy/parse.ts',
  ],
  'lib/policy': [
    'node:fs',
    '@aws-sdk/client-dynamodb',
    '../../functions/bxml/verbs.ts',
    '../../functions/callback/log.ts',
  ],
  'functions/bxml': [
    'node:os',
    '@middy/core',
    'bandwidth-sdk',
    '../outcomes/item.ts',
    '../callback/log.ts',
    '../../lib/policy/parse.ts',
  ],
  'functions/refer-complete/outcome.ts': ['./event.ts', '../callback/fields.ts', 'valibot', 'node:fs'],
  'functions/transfer-complete/outcome.ts': ['./event.ts', '../callback/fields.ts', 'valibot'],
  lib: [
    '../functions/callback/chain.ts',
    '../functions/refer-complete/handler.ts',
    '../functions/transfer-complete/event.ts',
    '../functions/outcomes/store.ts',
    '../bin/app.ts',
  ],
  'bin/simulator': [
    '../../functions/recovery/decide.ts',
    '../../functions/bxml/writer.ts',
    '../../lib/settings.ts',
  ],
  'bin/simulate.ts': ['../functions/bxml/writer.ts', '../lib/settings.ts'],
};

/** By room or file: what it does import, so that a rule which forbids all is seen. */
const ALLOWED: Record<string, readonly string[]> = {
  'functions/callback': [
    './errors.ts',
    '../recovery/hand-off.ts',
    '../outcomes/store.ts',
    '../bxml/answer.ts',
    '@middy/core',
    'node:crypto',
    'valibot',
  ],
  'functions/outcomes': ['./table.ts', '../recovery/destination.ts', '@aws-sdk/client-dynamodb', 'node:zlib'],
  'functions/refer-complete': ['../callback/callback.ts', '../recovery/decide.ts', './outcome.ts'],
  'functions/recovery': ['./policy.ts'],
  'lib/policy': ['./steps.ts', '../../functions/recovery/policy.ts', 'valibot', 'leven', 'jsonc-parser'],
  'functions/bxml': ['./verbs.ts', '../recovery/decide.ts', '../callbacks.ts'],
  'functions/refer-complete/outcome.ts': ['../recovery/outcome.ts', '../recovery/sip-code.ts'],
  lib: [
    '../functions/callbacks.ts',
    '../functions/environment.ts',
    '../functions/outcomes/table.ts',
    './policy/parse.ts',
    'aws-cdk-lib',
  ],
  'bin/simulator': ['../../functions/callbacks.ts', './random.ts', 'node:http'],
};

interface Snippet {
  readonly room: string;
  readonly code: string;
  readonly rule: string | undefined;
}

const snippets: Snippet[] = [
  ...Object.entries(FORBIDDEN).flatMap(([room, paths]) =>
    paths.map((path) => ({ room, code: importing(path), rule: IMPORTS })),
  ),
  ...PURE.flatMap((room) => IMPURE_GLOBALS.map((each) => ({ room, code: using(each), rule: GLOBALS }))),
  ...Object.entries(ALLOWED).flatMap(([room, paths]) =>
    paths.map((path) => ({ room, code: importing(path), rule: undefined })),
  ),
  { room: 'functions/callback', code: using('Date.now()'), rule: undefined },
  ...PURE.map((room) => ({ room, code: using('Math.max(1, 2)'), rule: undefined })),
];

/**
 * Where a snippet lies. Each has a tree of its own, as a file such as `outcome.ts` can be
 * there only once. A tree in a folder, since linting standard input reports no rule.
 */
const fileOf = ({ room }: Snippet): string => (room.endsWith('.ts') ? room : `${room}/snippet.ts`);

const folder = mkdtempSync(join(tmpdir(), 'layers-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The rules that each snippet breaks. */
const broken: string[][] = [];

/** Lints snippets of different files in one run. */
function lint(batch: readonly (readonly [number, Snippet])[]): void {
  const root = mkdtempSync(join(folder, 'tree-'));
  mkdirSync(join(root, dirname(RULES)), { recursive: true });
  cpSync(join(PROJECT, RULES), join(root, RULES));
  for (const [, snippet] of batch) {
    mkdirSync(join(root, dirname(fileOf(snippet))), { recursive: true });
    writeFileSync(join(root, fileOf(snippet)), snippet.code);
  }
  const biome = join(PROJECT, 'node_modules/@biomejs/biome/bin/biome');
  const options = [`--config-path=${RULES}`, '--reporter=json', '--max-diagnostics=none'];
  const { stdout } = spawnSync(process.execPath, [biome, 'lint', ...options, '.'], {
    cwd: root,
    encoding: 'utf8',
  });
  const { summary, diagnostics } = JSON.parse(stdout) as {
    summary: { unchanged: number };
    diagnostics: { category: string; location: { path: string } }[];
  };
  expect(summary.unchanged).toBeGreaterThanOrEqual(batch.length);
  for (const [index, snippet] of batch) {
    broken[index] = diagnostics
      .filter(({ location }) => location.path === fileOf(snippet))
      .map(({ category }) => category);
  }
}

beforeAll(() => {
  let left = snippets.map((snippet, index) => [index, snippet] as const);
  while (left.length > 0) {
    const batch = left.filter(
      ([, one], at) => left.findIndex(([, other]) => fileOf(other) === fileOf(one)) === at,
    );
    lint(batch);
    left = left.filter((each) => !batch.includes(each));
  }
});

const titled = snippets.map((snippet, index) => ({ ...snippet, index, line: snippet.code.split('\n')[0] }));

describe('a layer is kept: the lint rules refuse', () => {
  it.each(titled.filter(({ rule }) => rule))('in $room: $line', ({ index, rule }) => {
    expect(broken[index]).toContain(rule);
  });
});

describe('a layer can be lived in: the lint rules allow', () => {
  it.each(titled.filter(({ rule }) => !rule))('in $room: $line', ({ index }) => {
    expect(broken[index]).toEqual([]);
  });
});
