/** A SIP response code as it came: a number, or a text that is not one. */
export type SipCode = number | string;

/** The class of a SIP response code, 1 to 6; 0 for what is absent or no such code. */
export function codeClass(code: SipCode | undefined): number {
  const number = Number(code);
  return Number.isInteger(number) && number >= 100 && number <= 699 ? Math.floor(number / 100) : 0;
}
