/** Says what is wrong with a value; `undefined` when nothing is. */
type Rule = (value: string) => string | undefined;

/** The form of a verb. */
export interface VerbRule {
  readonly attributes: Readonly<Record<string, Rule>> | 'any';
  /** Finds the mistake of attributes that are each right and may not stand together. */
  readonly together?: (attributes: Readonly<Record<string, string>>) => string | undefined;
  /** Text content: none, a rule for it, or anything. */
  readonly text?: Rule;
  /** Elements inside, each by its own rule, and how many of them. */
  readonly children?: Readonly<Record<string, VerbRule>>;
  readonly count?: readonly [least: number, most: number];
}

const matching =
  (pattern: RegExp, expected: string): Rule =>
  (value) =>
    pattern.test(value) ? undefined : `expected ${expected}`;
const within =
  (least: number, most: number): Rule =>
  (value) =>
    /^\d+(\.\d+)?$/.test(value) && Number(value) >= least && Number(value) <= most
      ? undefined
      : `expected ${least} to ${most}`;
const upTo =
  (characters: number): Rule =>
  (value) =>
    value.length <= characters ? undefined : `longer than ${characters} characters`;
const oneOf = (...words: string[]): Rule =>
  matching(new RegExp(`^(${words.join('|')})$`), words.join(' or '));

const url: Rule = (value) =>
  value.trim() === '' || !URL.canParse(value, 'https://relative.example/') ? 'not a URL' : upTo(2048)(value);
const method = oneOf('GET', 'POST');
const tag = upTo(256);
const credential = upTo(1024);
const notBlank = matching(/\S/, 'text');
const e164 = matching(/^\s*\+[1-9]\d{1,14}\s*$/, 'an E.164 number');
const sipUri = matching(/^\s*sip:[^\s<>"]+\s*$/, 'a sip: URI');
const displayName = matching(/^\P{Cc}{0,256}$/u, 'at most 256 characters without control characters');

/** Bandwidth refuses the whole transfer otherwise (https://dev.bandwidth.com/docs/voice/bxml/transfer). */
const PRIVATE_NAMES = ['Restricted', 'Anonymous', 'Private', 'Unavailable'];

const privateName: VerbRule['together'] = ({ privacy, transferCallerDisplayName: name }) =>
  privacy === 'true' && name && !PRIVATE_NAMES.includes(name)
    ? `has transferCallerDisplayName="${name}" with privacy: expected ${PRIVATE_NAMES.join(' or ')}`
    : undefined;

/** https://dev.bandwidth.com/docs/voice/bxml/transfer */
const DIVERSION_REASONS = [
  'unknown',
  'user-busy',
  'no-answer',
  'unavailable',
  'unconditional',
  'time-of-day',
  'do-not-disturb',
  'deflection',
  'follow-me',
  'out-of-service',
  'away',
];

const reasonOfStack = ({ diversionTreatment, diversionReason }: Readonly<Record<string, string>>) =>
  diversionReason !== undefined && diversionTreatment !== 'stack'
    ? 'has diversionReason without diversionTreatment="stack", which alone takes it'
    : undefined;

const credentials = { username: credential, password: credential };
const allCredentials = { ...credentials, fallbackUsername: credential, fallbackPassword: credential };
const callback = (name: string) => ({ [`${name}Url`]: url, [`${name}Method`]: method });
const withFallback = (name: string) => ({ ...callback(name), ...callback(`${name}Fallback`) });
const leg = {
  ...withFallback('transferAnswer'),
  ...callback('transferDisconnect'),
  ...allCredentials,
  tag,
};
const uui = matching(
  /^(?=.{1,256}$)[^;]+;encoding=(base64|jwt|hex)$/,
  'value;encoding=…, at most 256 characters',
);

/** The SSML that `<SpeakSentence>` takes (https://dev.bandwidth.com/docs/voice/bxml/speakSentence); its attributes are not checked. */
const SSML: Record<string, VerbRule> = {};
for (const name of ['break', 'emphasis', 'lang', 'p', 'phoneme', 'prosody', 's', 'say-as', 'sub']) {
  SSML[name] = { attributes: 'any', text: () => undefined, children: SSML };
}

/** The verbs that are heard, also inside of `<Gather>`. */
const PROMPTS: Readonly<Record<string, VerbRule>> = {
  SpeakSentence: {
    attributes: { voice: notBlank, locale: notBlank, gender: oneOf('male', 'female') },
    text: notBlank,
    children: SSML,
  },
  PlayAudio: { attributes: credentials, text: url },
};

/**
 * The verbs that this simulator plays, with the attributes and limits of
 * https://dev.bandwidth.com/docs/voice/bxml/. Others that
 * Bandwidth knows (Bridge, Conference, …) are invalid here: nothing
 * in a recovery uses them.
 */
export const VERBS: Readonly<Record<string, VerbRule>> = {
  Refer: {
    attributes: { ...callback('referComplete'), tag },
    children: { SipUri: { attributes: {}, text: sipUri } },
    count: [1, 1],
  },
  Transfer: {
    attributes: {
      transferCallerId: matching(
        /^(\+[1-9]\d{1,14}|Restricted|Anonymous|Private|Unavailable|)$/,
        'an E.164 number',
      ),
      privacy: oneOf('true', 'false'),
      transferCallerDisplayName: displayName,
      callTimeout: within(1, 300),
      ...withFallback('transferComplete'),
      ...allCredentials,
      tag,
      diversionTreatment: oneOf('none', 'propagate', 'stack'),
      diversionReason: oneOf(...DIVERSION_REASONS),
    },
    together: (attributes) => privateName(attributes) ?? reasonOfStack(attributes),
    children: {
      PhoneNumber: { attributes: leg, text: e164 },
      SipUri: { attributes: { ...leg, uui }, text: sipUri },
    },
    count: [1, 8],
  },
  ...PROMPTS,
  Pause: { attributes: { duration: within(0.1, 86_400) } },
  Ring: { attributes: { duration: within(0.1, 86_400), answerCall: oneOf('true', 'false') } },
  Record: {
    attributes: {
      ...withFallback('recordComplete'),
      ...callback('recordingAvailable'),
      ...callback('transcriptionAvailable'),
      ...allCredentials,
      tag,
      transcribe: oneOf('true', 'false'),
      detectLanguage: oneOf('true', 'false'),
      recordingName: notBlank,
      terminatingDigits: matching(/^[0-9*#]*$/, 'keys of a telephone'),
      maxDuration: within(1, 10_800),
      silenceTimeout: within(0, 10_800),
      fileFormat: oneOf('mp3', 'wav'),
    },
  },
  Gather: {
    attributes: {
      ...withFallback('gather'),
      ...allCredentials,
      tag,
      terminatingDigits: matching(/^[0-9*#]*$/, 'keys of a telephone'),
      maxDigits: within(1, 50),
      interDigitTimeout: within(1, 60),
      firstDigitTimeout: within(0, 60),
      repeatCount: within(1, 20),
    },
    children: PROMPTS,
    count: [0, 20],
  },
  SendDtmf: {
    attributes: { toneDuration: within(50, 5000), toneInterval: within(50, 5000) },
    text: matching(/^\s*[0-9*#A-Da-d,wW]{1,50}\s*$/, 'up to 50 keys'),
  },
  Redirect: {
    attributes: { ...withFallback('redirect'), ...allCredentials, tag },
    together: ({ redirectUrl }) => (redirectUrl ? undefined : 'without redirectUrl'),
  },
  Tag: { attributes: {}, text: tag },
  Hangup: { attributes: {} },
};
