import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { showControls } from './invisible.ts';

const WORD = 'a number, true, false, null, or a key or text in double quotes';
const COMMENT = 'no comment: JSON has none';
const NUMBER = 'a number such as 10 or 0.5';

/** Longer tokens are cut: a text may have lost its last quote. */
const MAX_SHOWN_CHARACTERS = 60;

/** The text that JSON expects instead, by the error of `jsonc-parser`. */
const EXPECTED: Readonly<Record<ReturnType<typeof printParseErrorCode>, string>> = {
  InvalidSymbol: WORD,
  InvalidNumberFormat: NUMBER,
  PropertyNameExpected: 'a key in double quotes; after the last value stands no comma',
  ValueExpected: 'a value; after the last one stands no comma',
  ColonExpected: 'a colon between key and value',
  CommaExpected: 'a comma before it',
  CloseBraceExpected: '"}" at the end of an object',
  CloseBracketExpected: '"]" at the end of a list',
  EndOfFileExpected: 'nothing after the end of the policy',
  InvalidCommentToken: COMMENT,
  UnexpectedEndOfComment: COMMENT,
  UnexpectedEndOfString: 'a double quote at the end of a text, on the same line',
  UnexpectedEndOfNumber: NUMBER,
  InvalidUnicode: 'four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'one of " \\ / b f n r t u after a backslash',
  InvalidCharacter: 'no control character in a text: a line break is written \\n',
  '<unknown ParseErrorCode>': 'JSON',
};

/** The first error in a text; none in one that is nested thousands deep. */
function firstError(text: string): ParseError | undefined {
  const errors: ParseError[] = [];
  try {
    parse(text, errors, { disallowComments: true });
    return errors[0];
  } catch {
    return undefined;
  }
}

/** Why a text is not JSON, and where, for the person who wrote it; `undefined` where only `JSON.parse` knows. */
export function mistakeInJson(text: string): { readonly offset: number; readonly why: string } | undefined {
  if (text.trim() === '') return { offset: 0, why: 'it is empty; the smallest policy is {}' };
  const error = firstError(text);
  if (error === undefined) return undefined;
  const { offset, length } = error;
  // A comment may have several lines.
  const [token = ''] = text.slice(offset, offset + Math.min(length, MAX_SHOWN_CHARACTERS)).split(/[\r\n]/);
  const found = token === '' ? 'the end of the file' : showControls(token);
  return { offset, why: `found ${found}, expected ${EXPECTED[printParseErrorCode(error.error)]}` };
}
