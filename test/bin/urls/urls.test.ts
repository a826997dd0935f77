import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { deployedFallbackUrl, deployedUrls, urlsText } from '../../../bin/urls/urls-text.ts';
import { CALLBACKS, urlOutput } from '../../../functions/callbacks.ts';
import { ownFolder } from '../../support/folder.ts';
import { runProgram } from '../program.ts';

const TOKEN = 'a-token-of_no-account-0123456789';
const BASE = 'https://abc.execute-api.us-east-1.amazonaws.com';
const outputs = Object.fromEntries(CALLBACKS.map(({ name }) => [urlOutput(name), `${BASE}/{token}/${name}`]));
const folder = ownFolder().path;
const tokenFile = (text: string): string => {
  const file = join(folder, 'token');
  writeFileSync(file, text);
  return file;
};

describe('urls', () => {
  const text = urlsText(deployedUrls('CallRecovery-prod', outputs, TOKEN));

  it('prints each URL with the token in it, under the setting it belongs into', () => {
    for (const { name, setting } of CALLBACKS)
      expect(text).toContain(`  ${setting}\n    ${BASE}/${TOKEN}/${name}\n`);
    expect(text).not.toContain('{token}');
  });

  it('prints XML that can be pasted', () => {
    const documents = text.match(/<Response>[\s\S]*?<\/Response>/g) ?? [];
    expect(documents).toHaveLength(2);
    for (const document of documents) expect(XMLValidator.validate(document)).toBe(true);
  });

  it('fills in the fallback URLs of a stack that has another deployment behind it', () => {
    const second = 'https://def.execute-api.us-west-2.amazonaws.com';
    const found = { ...outputs, FallbackBaseUrl: second };
    const told = urlsText(deployedUrls('CallRecovery-prod', found, TOKEN), (name) =>
      deployedFallbackUrl(name, found, TOKEN),
    );
    expect(told).toContain(
      `  CallInitiatedFallbackUrl of the application\n    ${second}/${TOKEN}/initiate\n`,
    );
    expect(told).toContain(`transferCompleteFallbackUrl="${second}/${TOKEN}/transfer-complete">`);
    for (const document of told.match(/<Response>[\s\S]*?<\/Response>/g) ?? [])
      expect(XMLValidator.validate(document)).toBe(true);
    expect(text).not.toContain('Fallback');
    expect(deployedFallbackUrl('initiate', outputs, TOKEN)).toBeUndefined();
  });

  it('takes a stack of ours only', () => {
    const told = 'The stack "Other" has no output InitiateUrl: it is not one of this project.';
    expect(() => deployedUrls('Other', { Url: 'x' }, TOKEN)).toThrow(told);
  });

  const awsOf = (port: number) => ({
    AWS_ENDPOINT_URL_CLOUDFORMATION: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_MAX_ATTEMPTS: '1',
  });
  const NOWHERE = {
    AWS_CONFIG_FILE: join(folder, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
  };
  const region = ['--region', 'us-east-1'];

  const urls = (given: string[], variables: Record<string, string> = {}, cwd = folder) =>
    runProgram('urls.ts', { ...NOWHERE, ...variables }, given, cwd);

  it.each(['token: a secret', 'a-secret', 'a-secret-of-0123456789/0123456789/0123456789', ''])(
    'refuses a file that holds %j, without repeating it',
    async (text) => {
      const { code, stderr } = await urls(['--token-file', tokenFile(text)]);
      expect(code).toBe(1);
      expect(stderr).toContain('must hold the token alone: 32 or more');
      expect(stderr).not.toContain('secret');
    },
  );

  it('takes the token that token --save wrote for the stage of the stack', async () => {
    const home = mkdtempSync(join(folder, 'home-'));
    writeFileSync(join(home, 'callback-token-dev.txt'), `${TOKEN}\n`);
    const given = ['--stack', 'CallRecovery-dev', ...region];
    expect((await urls(given, awsOf(9), home)).stderr).toMatch(/^Nothing answers there\./);
  });

  it.each<[string, string[], number, RegExp]>([
    [
      'no saved token',
      [],
      1,
      /^There is no callback-token-prod\.txt here\. .* npx bandwidth-call-recovery token --save\n$/,
    ],
    [
      'none of that stage',
      ['--stack', 'CallRecovery-dev'],
      1,
      /callback-token-dev\.txt .* --save --stage dev\n$/,
    ],
    [
      'a stack of no stage',
      ['--stack', 'Mine'],
      2,
      /^Which token\? .*"Mine" ends with no stage .*--token-file\.\n$/,
    ],
    ['no such file', ['--token-file', join(folder, 'none')], 1, /^cannot read the token file/],
  ])('tells of %s in one line', async (_what, given, code, told) => {
    const { stderr, ...ended } = await urls(given);
    expect(ended).toEqual({ code, stdout: '' });
    expect(stderr).toMatch(told);
    expect(stderr.trimEnd()).not.toContain('\n');
  });

  it.each<[string, string[], Record<string, string>, number, RegExp]>([
    ['no region', [], {}, 2, /^Which region\? Give --region, or set AWS_REGION\.\n$/],
    ['a region that cannot be one', ['--region', 'us east'], {}, 2, /^Which region\?/],
    ['a blank region', ['--region', ''], {}, 2, /^--region is blank\.\n$/],
    [
      'an unknown option',
      ['--regoin', 'x'],
      {},
      2,
      /^unknown option '--regoin' \(Did you mean --region\?\)\n$/,
    ],
    ['nobody who answers', region, awsOf(9), 1, /^Nothing answers there\./],
    ['no credentials', region, { AWS_EC2_METADATA_DISABLED: 'true' }, 1, /^No AWS credentials\./],
  ])('tells %s in words, without a stack', async (_what, options, variables, code, told) => {
    const { stderr, ...ended } = await urls(['--token-file', tokenFile(TOKEN), ...options], variables);
    expect(ended).toEqual({ code, stdout: '' });
    expect(stderr).toMatch(told);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it.each([
    ['AccessDenied', /^Not allowed: this needs cloudformation:DescribeStacks\.\n$/],
    ['ExpiredToken', /^The AWS credentials have expired/],
    ['InvalidClientTokenId', /^AWS does not know these credentials/],
    ['ValidationError', /^There is no stack "CallRecovery-prod" in this account and region\.\n$/],
    ['Strange', /^Strange: no\n$/],
  ])('tells that AWS answers %s', async (awsCode, told) => {
    const error = `<Error><Type>Sender</Type><Code>${awsCode}</Code><Message>no</Message></Error>`;
    const aws = createServer((_, response) =>
      response.writeHead(400, { 'content-type': 'text/xml' }).end(`<ErrorResponse>${error}</ErrorResponse>`),
    ).listen(0, '127.0.0.1');
    await once(aws, 'listening');
    const variables = awsOf((aws.address() as AddressInfo).port);
    const { code, stderr } = await urls(['--token-file', tokenFile(TOKEN), ...region], variables);
    expect(code).toBe(1);
    expect(stderr).toMatch(told);
    aws.close();
  });
});
