import { FROM_EXAMPLE } from '../../lib/policy/samples.ts';

/** The words for each mistake, and the way to put it right where this program does not. */
export const MISTAKES = {
  'not-a-url': 'is no http or https URL',
  'token-placeholder': 'has {token} in it where the token belongs',
  http: 'is not encrypted: begin it with https://',
  'wrong-region': 'leads to another region than that of the stack',
  'wrong-host': 'leads to another host than that of the stack',
  'wrong-path': 'has not the path of this callback',
  'old-token': 'has another token than the token file',
  'initiated-url-empty': 'is empty: no inbound call is answered',
  'status-url-empty': 'is empty: how inbound calls end is not recorded',
  'fallback-missing': 'is empty: give --fallback-base-url, or a URL of your own app',
  'method-get': 'is GET, where POST is meant',
  'callback-timeout': 'is below 5 s: slow answers are lost',
  'callback-creds': 'is set. Our URLs need none; as your own app may, it stays',
  'inbound-sip-disabled':
    'is off, or not yours to see. A route has only SIP destinations, so calls must be from SIP',
  samples: `${FROM_EXAMPLE}, and deploy the policy`,
  'unknown-token': 'answers 404: what is deployed does not know the token of the token file',
  'no-answer': 'does not answer',
  'no-probe': 'answers otherwise than this version: deploy again',
} as const;

/** The name of a mistake. */
export type Mistake = keyof typeof MISTAKES;

/** A mistake, and of which field or URL. */
export interface Finding {
  readonly mistake: Mistake;
  readonly about: string;
}
