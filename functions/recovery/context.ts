import { MAX_URL_CHARACTERS } from './bounds.ts';
import type { Prompt } from './prompt.ts';

/** Tells a context: a key of the user's own, in characters that need no escape in a URL. */
export const isContext = (text: string): boolean => /^[\w.-]{1,120}$/.test(text);

/** The value of a User-To-User header (RFC 7433) that carries a context; 176 characters at most, of Bandwidth's 256. */
export const contextUui = (context: string): string => `${btoa(context)};encoding=base64`;

/** The URL of a user's own app with the context; as it is where it has one of its own, or would be too long. */
export function urlWithContext(url: string, context: string | undefined): string {
  const [address, fragment] = [url.replace(/#.*/s, ''), /#.*/s.exec(url) ?? ''];
  if (context === undefined || /[?&]context=/.test(address)) return url;
  const longer = `${address}${address.includes('?') ? '&' : '?'}context=${context}${fragment}`;
  return longer.length > MAX_URL_CHARACTERS ? url : longer;
}

/**
 * A prompt with the context in place of `{context}`. Without a context that is left out with the blank before it, and
 * the prompt where nothing else is said.
 */
export function promptWithContext(prompt: Prompt, context: string | undefined): Prompt | undefined {
  if (!('say' in prompt)) return prompt;
  const say = prompt.say.replace(/( ?)\{context\}/g, (_, blank) => (context ? blank + context : ''));
  return say.trim() === '' ? undefined : { ...prompt, say };
}
