import type { JsonSchema } from '@valibot/to-json-schema';
import { LOCALES, VOICES_BY_LOCALE } from '../../lib/policy/voices.ts';
import { STEPS } from './json-schema.ts';
import { WHOLE_POLICIES } from './whole-policies.ts';

/** The definitions in the order of the page. */
const SECTIONS = [
  'routes',
  'match',
  'destination',
  'hours',
  'outcomes',
  'steps',
  'prompts',
  'prompt',
  'voices',
  'transfer',
  'confirm',
  'limits',
];

/** Sections that begin with what they are about: the tables of file and route do not say it. */
const INTRODUCED = ['destination', 'hours', 'steps', 'prompt'];

const code = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** A verb in angle brackets is an element of HTML unless it is code. */
const inMarkdown = (text = ''): string => text.replace(/<\w+>/g, code);

const table = (...rows: readonly (readonly string[])[]): string =>
  [rows[0] ?? [], rows[0]?.map(() => '---') ?? [], ...rows.slice(1)]
    .map((cells) => cells.join(' | ').replace(/[ |]+$/, ''))
    .join('\n');

/** The languages of the locales, by the first part of their names. */
const LANGUAGES: Readonly<Record<string, string>> = {
  en: 'English',
  de: 'German',
  es: 'Spanish',
  fr: 'French',
  it: 'Italian',
  ja: 'Japanese',
  ru: 'Russian',
  arb: 'Arabic',
  cmn: 'Chinese',
  da: 'Danish',
  nl: 'Dutch',
  ro: 'Romanian',
};

/** The voices of the locales of a language, locale by locale. */
const voicesOf = (language: string): string =>
  LOCALES.filter((locale) => locale.split(/[-_]/)[0] === language)
    .map((locale) => `${code(locale)}: ${VOICES_BY_LOCALE[locale].join(', ')}`)
    .join('; ');

const voiceTable = (): string =>
  table(
    ['language', 'locale and voices'],
    ...Object.entries(LANGUAGES).map(([language, name]) => [name, voicesOf(language)]),
  );

/** The page on policies in Markdown, with every key of the schema. */
export function reference({ $defs = {}, ...file }: JsonSchema): string {
  const definitions = $defs as Readonly<Record<string, JsonSchema>>;
  const propertiesOf = (schema: JsonSchema = {}) =>
    Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);

  function meaning({ description, $ref = '', enum: words = [] }: JsonSchema): string {
    const text = description ?? definitions[$ref.split('/').at(-1) as string]?.description;
    return `${inMarkdown(text)}${words.length > 0 ? ` One of ${words.map(code).join(' ')}.` : ''}`;
  }

  const defaultOf = (key: string, { required, properties = {} }: JsonSchema = {}): string => {
    const { default: value } = properties[key] as JsonSchema;
    return required?.includes(key) ? 'required' : value === undefined ? '' : code(value);
  };

  const rowsOf = (schema: JsonSchema = {}): string[][] =>
    propertiesOf(schema).map(([key, each]) => [code(key), meaning(each), defaultOf(key, schema)]);

  /** What other sections share keys with, by the link to it: each may name what one before it tells. */
  const tellers: readonly (readonly [link: string, schema: JsonSchema | undefined])[] = [
    ['[transfer](#transfer)', definitions.transfer],
    ['[recovery.json](#recoveryjson)', file],
    ['[routes](#routes)', definitions.routes],
  ];

  /** A row for each key; those that mean the same in a section of `tellers` are named in one row. */
  function keys(schema: JsonSchema | undefined): string {
    const place = tellers.findIndex(([, teller]) => teller === schema);
    let own = rowsOf(schema);
    const named: string[][] = [];
    for (const [link, teller] of place < 0 ? tellers : tellers.slice(0, place)) {
      const told = rowsOf(teller).map(String);
      const shared = own.filter((row) => told.includes(String(row))).map(([key]) => key);
      own = own.filter((row) => !told.includes(String(row)));
      if (shared.length > 0) named.push([shared.join(' '), `As in ${link}.`]);
    }
    return table(['key', 'meaning', 'default'], ...own, ...named);
  }

  function stepTables(): string {
    const steps = Object.keys(STEPS).map((name) => ({ name, ...definitions[name] }));
    const options = new Map(steps.flatMap((step) => propertiesOf(step).slice(1)));
    const rows = [...options].map(([option, property]) => {
      const takers = steps.filter(({ properties = {} }) => option in properties);
      const names = takers.length === steps.length ? 'all' : takers.map(({ name }) => name).join(', ');
      return [code(option), names, meaning(property), defaultOf(option, takers[0])];
    });
    const examples = steps.map(({ name, description, examples: [example] = [] }) => [
      code(name),
      inMarkdown(description),
      code(example),
    ]);
    return `${table(['step', 'meaning', 'example'], ...examples)}

${table(['option', 'of', 'meaning', 'default'], ...rows)}`;
  }

  const sections = SECTIONS.map((name) => {
    const definition = definitions[name];
    const introduction = INTRODUCED.includes(name) ? `${inMarkdown(definition?.description)}\n\n` : '';
    const tables = name === 'steps' ? stepTables() : name === 'voices' ? voiceTable() : keys(definition);
    return `## ${name}\n\n${introduction}${tables}\n`;
  });

  return `# Policy

For whoever writes \`recovery.json\`: whole policies, then every key with its limits and its default, made from the
[JSON Schema](recovery.schema.json) by \`npx bandwidth-call-recovery schema\`.

${WHOLE_POLICIES}
## recovery.json

${file.description}

${keys(file)}

${sections.join('\n')}`;
}
