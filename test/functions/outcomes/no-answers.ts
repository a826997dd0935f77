/** Bodies of a 200 that is none of DynamoDB's: of a proxy, a captive portal, another service. */
export const NO_ANSWERS: readonly string[] = [
  '[]',
  '[{}]',
  'null',
  '"x"',
  '5',
  'true',
  '',
  ' ',
  '<html>',
  '{',
  '{"half":',
];
