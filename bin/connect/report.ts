import { printable } from '../print/printable.ts';
import { type Application, type Changes, FIELDS, type Field } from './application.ts';
import { type Finding, MISTAKES } from './mistakes.ts';
import { shownUrl } from './url-mistakes.ts';

function shown(field: Field, text: string): string {
  if (field.endsWith('Url')) return shownUrl(text);
  return /^(?:get|post|\d{0,4})$/i.test(text) ? text || '(empty)' : '(not understood)';
}

/** Each field as it is and as it should be, what is wrong, then notes. No token or password is in it. */
export function reportText(
  application: Application,
  changes: Changes,
  { wrong, notes }: { readonly wrong: readonly Finding[]; readonly notes: readonly Finding[] },
): string {
  const { name, fields } = application;
  const rows = FIELDS.flatMap((field) => {
    const { [field]: wanted } = changes;
    const row = `  ${field.padEnd(30)}${shown(field, fields[field])}`;
    return wanted === undefined ? [row] : [row, `${'should be'.padStart(30)}  ${shown(field, wanted)}`];
  });
  const section = (title: string, some: readonly Finding[]): string[] =>
    some.length === 0
      ? []
      : [title, '', ...some.map(({ mistake, about }) => `  ${mistake}: ${about} ${MISTAKES[mistake]}`), ''];
  const verdict = wrong.length === 0 ? ['Nothing is wrong, and each URL knows the token.', ''] : [];
  return [
    `The application "${printable(name)}":`,
    '',
    ...rows,
    '',
    ...verdict,
    ...section('Wrong:', wrong),
    ...section('Notes:', notes),
  ].join('\n');
}
