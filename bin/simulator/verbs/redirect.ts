import { redirect as redirectFields } from '../callbacks/redirect.ts';
import { ask } from '../send.ts';
import { type Play, resolve } from './play.ts';

/** Plays `<Redirect>`: the call goes on with the BXML of another URL. */
export const redirect: Play = async (live, { attributes }, documentUrl) => {
  live.setTag(attributes.tag);
  const { redirectUrl = '', redirectMethod, redirectFallbackUrl, redirectFallbackMethod } = attributes;
  const document = await ask(
    live,
    {
      url: resolve(redirectUrl, documentUrl),
      method: redirectMethod,
      fallbackUrl: redirectFallbackUrl && resolve(redirectFallbackUrl, documentUrl),
      fallbackMethod: redirectFallbackMethod,
    },
    redirectFields(live),
  );
  return document ?? 'ended';
};
