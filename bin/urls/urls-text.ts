import { CALLBACKS } from '../../functions/callbacks.ts';
import type { DeployedUrls } from './deployed-urls.ts';

const rows = (urls: DeployedUrls): string[] =>
  CALLBACKS.flatMap(({ name, setting }) => [`  ${setting}`, `    ${urls[name]}`, '']);

/** What to put where: the URLs, the two first hand-offs, and the request that changes the application. */
export const urlsText = (urls: DeployedUrls): string => `These URLs hold your token: keep them to yourself.

${rows(urls).join('\n')}
For a first <Refer> in BXML of your own (inbound SIP calls only):

  <Response>
    <Refer referCompleteUrl="${urls['refer-complete']}?destination=sip%3Aalice%40example.com">
      <SipUri>sip:alice@example.com</SipUri>
    </Refer>
  </Response>

For a first <Transfer>:

  <Response>
    <Transfer transferCompleteUrl="${urls['transfer-complete']}">
      <PhoneNumber transferDisconnectUrl="${urls['transfer-disconnect']}">+15551234567</PhoneNumber>
    </Transfer>
  </Response>

For whole calls, change the Bandwidth application; PATCH leaves its other fields alone, PUT clears them:

  curl -X PATCH https://api.bandwidth.com/api/accounts/$ACCOUNT/applications/$APPLICATION \\
    -H "Authorization: Bearer $BW_TOKEN" -H 'Content-Type: application/xml' --data '
    <Application>
      <CallInitiatedCallbackUrl>${urls.initiate}</CallInitiatedCallbackUrl>
      <CallStatusCallbackUrl>${urls.disconnect}</CallStatusCallbackUrl>
    </Application>'

Every step, from an empty account on: docs/bandwidth-setup.md`;
