import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isToken, TOKEN_RULE } from '../usage/token-rule.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import type { OutcomesTable } from './stored.ts';

/** The options that name a server. */
export interface ServerOptions {
  readonly url?: string;
  readonly token?: string;
  readonly table?: string;
  readonly endpoint?: string;
  readonly policy?: string;
}

/** The server that calls are played against. */
export interface ServerSettings {
  readonly baseUrl: string;
  readonly token: string;
  /** The option, variable or file that the token is from. */
  readonly tokenSource: string;
  /** The outcomes table, where one is reachable. */
  readonly table: OutcomesTable | undefined;
  /** The policy file of the server. */
  readonly policyFile: string;
}

type Variables = Readonly<Record<string, string | undefined>>;

const read = (variables: Variables, name: string): string | undefined => variables[name]?.trim() || undefined;

function readUrl(source: string, text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text.replace(/\/$/, '');
  throw new UsageError(`${source} must be a URL such as http://127.0.0.1:3000, not "${text}".`);
}

function readPort(text: string): string {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return text;
  throw new UsageError(`PORT must be a number from 0 to 65535, not "${text}".`);
}

function checkedToken(token: string, tokenSource: string): Pick<ServerSettings, 'token' | 'tokenSource'> {
  if (isToken(token)) return { token, tokenSource };
  throw new UsageError(`${tokenSource} must be made of ${TOKEN_RULE}`);
}

/** The token that was given, or the one that the local server keeps; where there is none, one that no server has. */
function findToken(option: string | undefined, variable: string | undefined, dataDirectory: string) {
  if (option !== undefined) return checkedToken(option, '--token');
  if (variable !== undefined) return checkedToken(variable, 'CALLBACK_TOKEN');
  const file = join(dataDirectory, 'callback-token');
  let kept: string;
  try {
    kept = readFileSync(file, 'utf8').trim();
  } catch {
    return { token: 'none', tokenSource: `none in ${file}; give --token or CALLBACK_TOKEN` };
  }
  return checkedToken(kept, file);
}

/** The policy file that is meant: a run without a server reads nothing else. */
export function findPolicyFile(option: string | undefined, variables: Variables): string {
  if (option && !existsSync(option)) throw new Failure(`There is no policy file ${option}.`);
  return option ?? read(variables, 'RECOVERY_FILE') ?? 'recovery.json';
}

/**
 * Reads options, then environment, then defaults.
 * @param findAddress where the server of a data folder answers, and keeps its outcomes
 * @throws {UsageError} for the first mistake
 */
export function readServer(
  { url, token, table, endpoint, policy }: ServerOptions,
  variables: Variables,
  findAddress: (dataDirectory: string) => (OutcomesTable & { readonly baseUrl?: string }) | undefined,
): ServerSettings {
  const dataDirectory = read(variables, 'DATA_DIR') ?? '.data';
  const tableName = table ?? read(variables, 'OUTCOMES_TABLE');
  const endpointText = endpoint ?? read(variables, 'AWS_ENDPOINT_URL_DYNAMODB');
  const named = {
    tableName: tableName ?? 'outcomes',
    endpoint: endpointText && readUrl('--endpoint', endpointText),
  };
  const isElsewhere = tableName !== undefined || endpointText !== undefined;
  const found = url === undefined ? findAddress(dataDirectory) : undefined;
  const port = read(variables, 'PORT');
  const local = port === undefined ? found?.baseUrl : `http://127.0.0.1:${readPort(port)}`;
  return {
    policyFile: findPolicyFile(policy, variables),
    baseUrl: readUrl('--url', url ?? local ?? 'http://127.0.0.1:3000'),
    ...findToken(token, read(variables, 'CALLBACK_TOKEN'), dataDirectory),
    table: isElsewhere ? named : found,
  };
}
