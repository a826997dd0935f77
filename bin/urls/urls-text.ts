import { CALLBACKS, type CallbackName, callbackPath, urlOutput } from '../../functions/callbacks.ts';
import { page, typed } from '../../lib/checkout.ts';
import { type Outputs, outputOf } from '../aws/stack-outputs.ts';
import { Failure } from '../usage/usage-error.ts';

/** The URL of each callback, with the token in it. */
export type DeployedUrls = Readonly<Record<CallbackName, string>>;

/**
 * Puts the token into the URLs that a stack prints.
 * @throws {Failure} when the stack is none of ours
 */
export function deployedUrls(stack: string, outputs: Outputs | undefined, token: string): DeployedUrls {
  const urls = CALLBACKS.map(({ name }) => {
    const output = urlOutput(name);
    const url = outputOf(stack, outputs, output);
    if (url.includes('{token}')) return [name, url.replace('{token}', token)];
    throw new Failure(`The output ${output} of the stack "${stack}" has no {token}.`);
  });
  return Object.fromEntries(urls) as DeployedUrls;
}

/** The URL of a callback in the deployment that takes over, if the stack has the setting `fallbackBaseUrl`. */
export function deployedFallbackUrl(
  name: CallbackName,
  outputs: Outputs | undefined,
  token: string,
): string | undefined {
  const { FallbackBaseUrl: base } = outputs ?? {};
  return base && `${base}${callbackPath(name).replace('{token}', token)}`;
}

/** The URLs of the callbacks that a caller waits at, at the stack's own address, wherever its domain leads. */
export const ownUrls = (urls: DeployedUrls, outputs: Outputs | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    CALLBACKS.filter(({ safe }) => safe !== 'nothing').map(({ name }) => {
      const { pathname, origin } = new URL(urls[name]);
      return [name, `${outputs?.RegionalUrl ?? origin}${pathname}`];
    }),
  );

const rows = (urls: DeployedUrls, initiateFallbackUrl: string | undefined): string[] =>
  CALLBACKS.flatMap(({ name, setting }) => [
    ...[`  ${setting}`, `    ${urls[name]}`, ''],
    ...(name === 'initiate' && initiateFallbackUrl
      ? ['  CallInitiatedFallbackUrl of the application', `    ${initiateFallbackUrl}`, '']
      : []),
  ]);

const attribute = (name: string, url: string | undefined): string => (url ? ` ${name}="${url}"` : '');

/** Tells which URL to put where, and how to write the two first hand-offs. */
export const urlsText = (
  urls: DeployedUrls,
  fallbackUrl: (name: CallbackName) => string | undefined = () => undefined,
): string => `These URLs contain your token: keep them secret.

${rows(urls, fallbackUrl('initiate')).join('\n')}
For a first <Refer> in BXML of your own (inbound SIP calls only):

  <Response>
    <Refer referCompleteUrl="${urls['refer-complete']}?destination=sip%3Aalice%40example.com">
      <SipUri>sip:alice@example.com</SipUri>
    </Refer>
  </Response>

For a first <Transfer>:

  <Response>
    <Transfer transferCompleteUrl="${urls['transfer-complete']}"${attribute('transferCompleteFallbackUrl', fallbackUrl('transfer-complete'))}>
      <PhoneNumber transferDisconnectUrl="${urls['transfer-disconnect']}">+15551234567</PhoneNumber>
    </Transfer>
  </Response>

For whole calls, have the Bandwidth application changed: ${typed('connect', '--application ID --front-door')}

Every step, from an empty account on: ${page('bandwidth-setup.md')}`;
