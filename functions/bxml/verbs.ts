/** One BXML element: what it is called, its attributes in order, its text or children. */
export interface Element {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly content?: string | readonly Element[];
}

/** Speaks a sentence (https://dev.bandwidth.com/docs/voice/bxml/speakSentence). The text must not be blank. */
export const speakSentence = (
  text: string,
  attributes: { voice?: string | undefined; locale?: string | undefined; gender?: string | undefined } = {},
): Element => ({
  name: 'SpeakSentence',
  attributes: { voice: attributes.voice, locale: attributes.locale, gender: attributes.gender },
  content: text,
});

/** Plays a wav or mp3 file (https://dev.bandwidth.com/docs/voice/bxml/playAudio). */
export const playAudio = (url: string): Element => ({ name: 'PlayAudio', content: url });

/** Keeps silent; 0.1 to 86,400 seconds (https://dev.bandwidth.com/docs/voice/bxml/pause). */
export const pause = (seconds: number): Element => ({ name: 'Pause', attributes: { duration: seconds } });

/** Plays a ringing tone; 0.1 to 86,400 seconds (https://dev.bandwidth.com/docs/voice/bxml/ring). */
export const ring = (seconds: number): Element => ({ name: 'Ring', attributes: { duration: seconds } });

/**
 * Records what the caller says (https://dev.bandwidth.com/docs/voice/bxml/record/): for 60 seconds or `maxDuration`,
 * at most 10,800; until a silence of `silenceTimeout` seconds, where that is above 0; until one of the
 * `terminatingDigits` is pressed, `#` if none are given and none if they are empty. Verbs after it are ignored.
 */
export const record = (attributes: {
  recordCompleteUrl: string;
  recordCompleteFallbackUrl?: string | undefined;
  recordingAvailableUrl: string;
  maxDuration?: number | undefined;
  silenceTimeout?: number | undefined;
  terminatingDigits?: string | undefined;
}): Element => ({ name: 'Record', attributes });

/** Hands the call to another URL; verbs after it are ignored (https://dev.bandwidth.com/docs/voice/bxml/redirect). */
export const redirect = (redirectUrl: string): Element => ({ name: 'Redirect', attributes: { redirectUrl } });

/** Ends the call (https://dev.bandwidth.com/docs/voice/bxml/hangup). */
export const hangup = (): Element => ({ name: 'Hangup' });

/**
 * Asks for keys (https://dev.bandwidth.com/docs/voice/bxml/gather). `maxDigits` 1 to 50; `firstDigitTimeout` in
 * seconds, 0 to 60, after the prompts; these are said again, `repeatCount` times in all, where no key is pressed.
 */
export const gather = (
  prompts: readonly Element[],
  attributes: {
    gatherUrl: string;
    gatherFallbackUrl?: string | undefined;
    maxDigits: number;
    firstDigitTimeout: number;
    repeatCount: number;
  },
): Element => ({ name: 'Gather', attributes, content: prompts });

/**
 * Presses keys: digits, `*`, `#` and A to D, 50 at most; `w` and `,` wait half a second, `W` one
 * (https://dev.bandwidth.com/docs/voice/programmable-voice/bxml/sendDtmf).
 */
export const sendDtmf = (digits: string): Element => ({ name: 'SendDtmf', content: digits });

/** The attributes of a leg of a transfer; the callee hears the BXML of `transferAnswerUrl` before the two are connected. */
interface LegAttributes {
  readonly transferAnswerUrl?: string | undefined;
  readonly transferAnswerFallbackUrl?: string | undefined;
  readonly transferDisconnectUrl?: string;
}

/** The attributes of a leg to a SIP URI: `uui` is the value of a User-To-User header (RFC 7433). */
interface SipLegAttributes extends LegAttributes {
  readonly uui?: string | undefined;
}

/** A SIP URI to ring, inside {@link transfer}, or inside {@link refer}, where it takes no attributes. */
export const sipUri = (uri: string, attributes: SipLegAttributes = {}): Element => ({
  name: 'SipUri',
  attributes: { ...attributes },
  content: uri,
});

/** A number in E.164 form to ring, inside {@link transfer}. */
export const phoneNumber = (number: string, attributes: LegAttributes = {}): Element => ({
  name: 'PhoneNumber',
  attributes: { ...attributes },
  content: number,
});

/**
 * Asks the caller's endpoint to call somebody else
 * (https://dev.bandwidth.com/docs/voice/programmable-voice/bxml/refer).
 * Exactly one SIP URI; neither credentials nor a fallback URL exist.
 */
export const refer = (target: Element, attributes: { referCompleteUrl: string }): Element => ({
  name: 'Refer',
  attributes,
  content: [target],
});

/**
 * Calls 1 to 8 targets at once and bridges the first that answers
 * (https://dev.bandwidth.com/docs/voice/bxml/transfer).
 * `callTimeout` in seconds, 1 to 300; a display name has at most 256 characters. `diversionTreatment` `stack` adds a
 * Diversion header to those that came, with a `diversionReason`.
 */
export const transfer = (
  targets: readonly Element[],
  attributes: {
    transferCompleteUrl: string;
    transferCompleteFallbackUrl?: string | undefined;
    transferCallerId?: string | undefined;
    transferCallerDisplayName?: string | undefined;
    privacy?: boolean | undefined;
    callTimeout?: number | undefined;
    diversionTreatment?: 'stack';
    diversionReason?: string;
  },
): Element => ({ name: 'Transfer', attributes, content: targets });
