/**
 * A caller as Bandwidth writes it in `from`. A number may be typed with blanks, dashes and
 * brackets; without a `+` one of 10 digits is North American, a longer one has its country code.
 */
export function readCaller(text: string): string {
  const trimmed = text.trim();
  const compact = trimmed.replace(/[\s().-]/g, '').replace(/^00(?=[1-9]\d{6})/, '+');
  if (/^\+\d+$/.test(compact)) return compact;
  if (/^\d{10}$/.test(compact)) return `+1${compact}`;
  if (/^\d{11,15}$/.test(compact)) return `+${compact}`;
  return trimmed;
}
