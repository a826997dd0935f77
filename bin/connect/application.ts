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

const asText = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** @throws {Failure} for what is no voice application; neither it nor the parser's words are repeated */
export function readApplication(xml: string): Application {
  let read: Readonly<Record<string, unknown>> = {};
  try {
    read = parser.parse(xml).ApplicationProvisioningResponse.Application;
  } catch {}
  if (read?.ServiceType !== 'Voice-V2')
    throw new Failure('Bandwidth answered with something that is no application for voice (Voice-V2).');
  const isSet = (name: string): boolean => /:"[^"]/.test(JSON.stringify(read[name] ?? ''));
  return {
    name: asText(read.AppName),
    fields: Object.fromEntries(FIELDS.map((field) => [field, asText(read[field])])) as Application['fields'],
    credentials: ['CallbackCreds', 'CallInitiatedFallbackCreds'].filter(isSet),
  };
}

/** The document of a PATCH: the fields that change, and no other. */
export const writeChanges = (changes: Changes): string =>
  `<Application>${Object.entries(changes)
    .map(([field, text]) => `<${field}>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</${field}>`)
    .join('')}</Application>`;
