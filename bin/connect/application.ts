import { XMLParser } from 'fast-xml-parser';
import { Failure } from '../usage/usage-error.ts';

/** The fields of a voice application that callbacks depend on, by Bandwidth's names. */
export const FIELDS = [
  'CallInitiatedCallbackUrl',
  'CallInitiatedMethod',
  'CallInitiatedFallbackUrl',
  'CallInitiatedFallbackMethod',
  'CallStatusCallbackUrl',
  'CallStatusMethod',
  'CallbackTimeout',
] as const;

/** One of {@link FIELDS}. */
export type Field = (typeof FIELDS)[number];

/** Fields with what they should hold. */
export type Changes = Readonly<Partial<Record<Field, string>>>;

/** A voice application as it is; an absent field is empty. Of credentials it is kept only which are set. */
export interface Application {
  readonly name: string;
  readonly fields: Readonly<Record<Field, string>>;
  readonly credentials: readonly string[];
}

// Numeric references are read only along with HTML's.
const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true, htmlEntities: true });

/** The text of a field; `undefined` where it holds more than text, as it does where it stands twice. */
const textIn = (value: unknown = ''): string | undefined =>
  typeof value === 'string' ? value.trim() : undefined;

/** Whether anything is in an element, or in one of its own. */
const isSet = (value: unknown = ''): boolean =>
  typeof value === 'string' ? value !== '' : Object.values(value as object).some((inner) => inner !== '');

function parse(xml: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return parser.parse(xml).ApplicationProvisioningResponse.Application;
  } catch {
    return undefined;
  }
}

/** @throws {Failure} for what is no voice application; neither it nor the parser's words are repeated */
export function readApplication(xml: string): Application {
  const read = parse(xml);
  if (read?.ServiceType !== 'Voice-V2')
    throw new Failure('Bandwidth answered with something that is no application for voice (Voice-V2).');
  const fields = FIELDS.map((field) => {
    const text = textIn(read[field]);
    if (text !== undefined) return [field, text];
    throw new Failure(`Bandwidth answered with ${field} twice, or with more than a text in it.`);
  });
  return {
    name: textIn(read.AppName) ?? '',
    fields: Object.fromEntries(fields) as Application['fields'],
    credentials: ['CallbackCreds', 'CallInitiatedFallbackCreds'].filter((name) => isSet(read[name])),
  };
}

/** The document of a PATCH: the fields that change, and no other. */
export const writeChanges = (changes: Changes): string =>
  `<Application>${Object.entries(changes)
    .map(([field, text]) => `<${field}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${field}>`)
    .join('')}</Application>`;
