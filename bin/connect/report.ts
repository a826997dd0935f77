import { printable } from '../print/printable.ts';
import { type Application, type Changes, FIELDS, type Field } from './application.ts';
import { type Finding, MISTAKES } from './mistakes.ts';
import { shownUrl } from './url-mistakes.ts';

function shown(field: Field, text: string): string {
  if (field.endsWith('Url')) return shownUrl(text);
  return /^(?:get|post|\d{0,4})$/i.test(text) ? text || '(empty)' : '(not understood)';
}

/** Each field as it is and as it should be, then each finding. No token or password is in it. */
export function reportText(application: Application, changes: Changes, findings: readonly Finding[]): string {
  const { name, fields } = application;
  const rows = FIELDS.flatMap((field) => {
    const { [field]: wanted } = changes;
    const row = `  ${field.padEnd(30)}${shown(field, fields[field])}`;
    return wanted === undefined ? [row] : [row, `${'should be'.padStart(30)}  ${shown(field, wanted)}`];
  });
  const wrong = findings.map(({ mistake, about }) => `  ${mistake}: ${about} ${MISTAKES[mistake]}`);
  const verdict =
    wrong.length === 0 ? ['Nothing is wrong, and each URL knows the token.'] : ['Wrong:', '', ...wrong];
  return [`The application "${printable(name)}":`, '', ...rows, '', ...verdict, ''].join('\n');
}
