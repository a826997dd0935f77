import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { afterAll, describe, expect, it } from 'vitest';
import { deployedUrls } from '../../../bin/urls/deployed-urls.ts';
import { readSettings } from '../../../bin/urls/settings.ts';
import { urlsText } from '../../../bin/urls/urls-text.ts';
import { CALLBACKS } from '../../../functions/callbacks.ts';

const TOKEN = 'a-token-of_no-account-0123456789';
const BASE = 'https://abc.execute-api.us-east-1.amazonaws.com';
const outputs = Object.fromEntries(CALLBACKS.map(({ name, output }) => [output, `${BASE}/{token}/${name}`]));
const folder = mkdtempSync(join(tmpdir(), 'urls-'));
afterAll(() => rmSync(folder, { recursive: true }));
const tokenFile = (text: string): string => {
  const file = join(folder, 'token');
  writeFileSync(file, text);
  return file;
};

describe('npm run urls', () => {
  const text = urlsText(deployedUrls('CallRecovery-prod', outputs, TOKEN));

  it('prints each URL with the token in it, under the setting it belongs into', () => {
    for (const { name, setting } of CALLBACKS)
      expect(text).toContain(`  ${setting}\n    ${BASE}/${TOKEN}/${name}\n`);
    expect(text).not.toContain('{token}');
  });

  it('prints XML that can be pasted', () => {
    const documents = text.match(/<(Response|Application)>[\s\S]*?<\/\1>/g) ?? [];
    expect(documents).toHaveLength(3);
    for (const document of documents) expect(XMLValidator.validate(document)).toBe(true);
  });

  it('takes a stack of ours only', () => {
    expect(() => deployedUrls('Other', { Url: 'x' }, TOKEN)).toThrow(
      'The stack "Other" has no output InitiateUrl: it is not one of this project.',
    );
  });

  it('reads the token from its file', () => {
    expect(readSettings(['--token-file', tokenFile(`${TOKEN}\n`)])).toEqual({
      stack: 'CallRecovery-prod',
      region: undefined,
      token: TOKEN,
    });
  });

  it.each([
    ['no token file', [], /^Give --token-file/],
    ['a file that is not there', ['--token-file', join(folder, 'none')], /^cannot read the token file/],
    ['an unknown option', ['--token', 'x'], /Unknown option '--token'/],
  ])('refuses %s', (_what, given, message) => {
    expect(() => readSettings(given)).toThrow(message);
  });

  it.each(['token: a secret', 'a-secret', 'a-secret-of-0123456789/0123456789/0123456789', ''])(
    'refuses a file that holds %j, without repeating it',
    (text) => {
      const given = ['--token-file', tokenFile(text)];
      expect(() => readSettings(given)).toThrow('must hold the token alone: 32 or more');
      expect(() => readSettings(given)).not.toThrow('secret');
    },
  );
});
