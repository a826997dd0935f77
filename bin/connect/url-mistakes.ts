import { CALLBACKS } from '../../functions/callbacks.ts';
import { httpUrl } from '../bandwidth/base-url.ts';
import { isToken } from '../usage/token-rule.ts';
import type { Mistake } from './mistakes.ts';

const PLACEHOLDER = /(?:\{|%7B)token(?:\}|%7D)/gi;

/** Not in its query string, which is its owner's. */
const hasPlaceholder = (url: URL | undefined): boolean => (url?.pathname.search(PLACEHOLDER) ?? -1) >= 0;

const isCallbackName = (segment: string): boolean => CALLBACKS.some(({ name }) => name === segment);

/** Whether a URL is meant to be one of ours: it has our host, or the form of our URLs. */
export function isOurs(text: string, ours: string): boolean {
  const url = httpUrl(text);
  const [token = '', name = ''] = url?.pathname.split('/').slice(-2) ?? [];
  if (isToken(token) && isCallbackName(name)) return true;
  return url?.host === new URL(ours).host || hasPlaceholder(url);
}

/** A URL of ours in place of another, whose query string stays where the other was meant to be ours. */
export const inPlaceOf = (text: string, ours: string): string =>
  isOurs(text, ours) ? `${ours}${httpUrl(text)?.search}` : ours;

/** The region in the host of an API Gateway. */
const regionOf = ({ host }: URL): string | undefined => /\.execute-api\.([\w-]+)\./.exec(host)?.[1];

/**
 * Finds the mistakes of a URL, also those of one that should be ours. Its query string is its owner's.
 * @param anyHost which host it leads to is not known
 */
export function urlMistakes(text: string, ours?: string, anyHost = false): Mistake[] {
  const url = httpUrl(text);
  if (!url) return ['not-a-url'];
  const right = ours === undefined ? url : new URL(ours);
  const isRight = url.protocol === 'https:' || (ours !== undefined && right.protocol === 'http:');
  const mistakes: Mistake[] = isRight ? [] : ['http'];
  if (!anyHost && url.host !== right.host) {
    const [there, here] = [regionOf(url), regionOf(right)];
    mistakes.push(there && here && there !== here ? 'wrong-region' : 'wrong-host');
  }
  const [actual, wanted] = [url, right].map(({ pathname }) => pathname.split('/')) as [string[], string[]];
  const [token] = wanted.splice(-2, 1);
  const [actualToken = ''] = actual.splice(-2, 1);
  if (actual.join('/') !== wanted.join('/')) mistakes.push('wrong-path');
  if (hasPlaceholder(url)) mistakes.push('token-placeholder');
  else if (actualToken !== token && !mistakes.includes('wrong-path')) mistakes.push('old-token');
  return mistakes;
}

/** A URL as it may be printed: of its path only `{token}` and names of ours, of its query string that there is one. */
export function shownUrl(text: string): string {
  const url = httpUrl(text);
  if (!url) return text === '' ? '(empty)' : '(not a URL)';
  const segments = url.pathname.replaceAll(PLACEHOLDER, '{token}').split('/');
  const shown = segments.map((each) => (each === '{token}' || isCallbackName(each) ? each : each && '…'));
  return `${url.protocol}//${url.host}${shown.join('/')}${url.search && '?…'}`;
}
