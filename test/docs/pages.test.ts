import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { PROJECT, spawnProgram } from '../bin/program.ts';

const read = (path: string): string => readFileSync(join(PROJECT, path), 'utf8');
const DOCS = readdirSync(join(PROJECT, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .map((name) => `docs/${name}`);
const ADRS = readdirSync(join(PROJECT, 'docs/adr')).map((name) => `docs/adr/${name}`);
const OTHERS = [
  'README.md',
  'lib/README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/measurements/README.md',
];
const PAGES = [...OTHERS, ...DOCS, ...ADRS];

/** GitHub's name of a heading, as links have it. */
const anchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (page: string): string[] =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading));

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  it('leads nowhere that is not there', () => {
    for (const [, path = '', fragment] of text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]+))?\)/g)) {
      const target = path === '' ? page : join(dirname(page), path);
      expect(existsSync(join(PROJECT, target)), target).toBe(true);
      if (fragment) expect(anchorsOf(target), `${target}#${fragment}`).toContain(fragment);
    }
  });

  it('names no npm script that is not there', () => {
    for (const [, name = ''] of text.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g))
      expect(packageJson.scripts).toHaveProperty([name]);
  });
});

it('the index of decisions has each, by its number and its title', () => {
  const decisions = ADRS.filter((path) => /\/\d{3}-/.test(path)).map((path) => {
    const [, number, title] = /^# (\d+)\. (.+)$/m.exec(read(path)) ?? [];
    return `| ${number} | [${title}](${path.slice('docs/adr/'.length)}) |`;
  });
  const rows = read('docs/adr/README.md').match(/^\| \d+ \|.*$/gm);
  expect(rows).toEqual(decisions);
  expect(new Set(ADRS.map((path) => path.slice(9, 12))).size).toBe(ADRS.length);
});

/** The programs of ours that pages name, each with its subcommand and its options. */
const TYPED = PAGES.filter((page) => !page.startsWith('docs/adr')).flatMap((page) =>
  [
    ...read(page)
      .replaceAll('\\\n', ' ')
      .matchAll(/npx bandwidth-call-recovery ([a-z]+)([^`|;&\n]*)/g),
  ].map(([text, program = '', rest = '']) => ({ page, text, program, rest })),
);

/** The folder of a program under another name. */
const NAMES: Readonly<Record<string, string>> = { start: 'local' };

const subcommandOf = (program: string, rest: string): string =>
  program === 'outcomes' ? (/^ ([a-z]+)/.exec(rest)?.[0] ?? '') : '';

describe.each([...new Set(TYPED.map(({ program, rest }) => program + subcommandOf(program, rest)))])(
  'npx bandwidth-call-recovery %s',
  (command) => {
    it('is a command, with every option that pages give it', async () => {
      const { stdout } = await spawnProgram('run.js', {}, [
        ...(NAMES[command] ?? command).split(' '),
        '--help',
      ]);
      expect(stdout).toContain(`Usage: npx bandwidth-call-recovery ${command} `);
      for (const { page, text, program, rest } of TYPED) {
        if (program + subcommandOf(program, rest) !== command) continue;
        for (const [option] of rest.matchAll(/(?<=\s)--[a-z][a-z-]*/g))
          expect(stdout, `${page}: ${text}`).toContain(option);
      }
    });
  },
);

it('a program that the package has too is spelled so that both take it', () => {
  for (const page of PAGES.filter((each) => !each.startsWith('docs/adr')))
    expect(read(page), page).not.toMatch(
      /npm run (?:-s |--silent )?(?:outcomes|explain|urls|token|connect|console|schema|doctor)\b/,
    );
});

/** Paths of the project as sources and pages name them, `*` and `…` being others. */
const NAMED_PATH =
  /(?<![\w./@-])(?:docs|functions|lib|bin|test|\.github)\/[\w./-]+\.(?:md|ts|json|mjs|js|yml|svg|png)\b/g;

it.each(['functions', 'lib', 'bin', 'docs'])('what %s names is there', (folder) => {
  const files = globSync(`${folder}/**/*.{ts,js,md}`, { cwd: PROJECT });
  const missing = files.flatMap((file) =>
    [...read(file).matchAll(NAMED_PATH)]
      .map(([path]) => path)
      .filter((path) => !existsSync(join(PROJECT, path)))
      .map((path) => `${file}: ${path}`),
  );
  expect(missing).toEqual([]);
});

it.each(DOCS)('%s says first for whom it is', (page) => {
  expect(read(page)).toMatch(/^# .+\n\nFor /);
});

it('a reader finds the commands at once, and the documents stay short', () => {
  const readme = read('README.md').split('\n');
  for (const command of ['npm ci && npm run demo', 'npm ci && npm test'])
    expect(readme.indexOf(command), command).toBeGreaterThan(0);
  expect(readme.indexOf('npm ci && npm test')).toBeLessThan(60);
  expect(readme.length - 1).toBeLessThanOrEqual(180);
  expect(read('CONTRIBUTING.md').split('\n').length - 1).toBeLessThanOrEqual(100);
  expect(DOCS.flatMap((page) => read(page).trim().split(/\s+/)).length).toBeLessThanOrEqual(11_000);
});

it("npm's page leads to nothing that is not in the package, and is short", () => {
  const text = read('lib/README.md');
  for (const [, path] of text.matchAll(/\]\(([^)\s]+)\)/g)) expect(path).toMatch(/^https:\/\//);
  expect(text).toMatch(/!\[.+\]\(https:\/\/.+\/main\/docs\/console\.png\)/);
  expect(text.split('\n').length).toBeLessThan(60);
});

describe('the workflows', () => {
  const [check, publish] = ['check', 'publish'].map((name) => read(`.github/workflows/${name}.yml`));

  it('run what must hold on each pull request', () => {
    expect(check).toMatch(/^ {2}pull_request:$/m);
    expect(check).toMatch(/^ {6}- run: \.ci\/run$/m);
    expect(read('.ci/run')).toContain('npm publish --dry-run');
  });

  it('publish a tag of the version alone, with provenance and without a secret', () => {
    expect(publish).toMatch(/^ {4}tags: \["v\*"\]$/m);
    expect(publish).toMatch(/^ {2}id-token: write$/m);
    expect(publish).toContain('npm publish --provenance');
    expect(publish).not.toContain('secrets.');
    expect(packageJson.repository.url).toBe(`git+${packageJson.homepage}.git`);
  });
});
