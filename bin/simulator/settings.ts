import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAddress } from '../data-folder/address-file.ts';
import { checkToken } from '../data-folder/callback-token.ts';
import { readPort } from '../usage/read-options.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import type { TableAddress } from './stored.ts';

/** The options that name a server. */
export interface ServerOptions {
  readonly url?: string;
  readonly token?: string;
  readonly table?: string;
  readonly endpoint?: string;
  readonly policy?: string;
  readonly secondUrl?: string;
  readonly secondRegion?: string;
}

/** The server that calls are played against. */
export interface ServerSettings {
  readonly baseUrl: string;
  readonly token: string;
  /** The option, variable or file that the token is from. */
  readonly tokenSource: string;
  /** The outcomes table, where one is reachable. */
  readonly table: TableAddress | undefined;
  /** Another deployment that takes over, and its table. */
  readonly secondUrl: string | undefined;
  readonly secondTable: TableAddress | undefined;
  /** The policy file of the server. */
  readonly policyFile: string;
}

const read = (name: string): string | undefined => process.env[name]?.trim() || undefined;

function readUrl(source: string, text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text.replace(/\/$/, '');
  throw new UsageError(`${source} must be a URL such as http://127.0.0.1:3000, not "${text}".`);
}

function readKept(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** The token that was given, or the one that the local server keeps; where there is none, one that no server has. */
function findToken(option: string | undefined, dataDirectory: string) {
  const file = join(dataDirectory, 'callback-token');
  const variable = read('CALLBACK_TOKEN');
  const tokenSource = option !== undefined ? '--token' : variable !== undefined ? 'CALLBACK_TOKEN' : file;
  const token = option ?? variable ?? readKept(file);
  if (token !== undefined) return { token: checkToken(token, tokenSource), tokenSource };
  return { token: 'none', tokenSource: `none in ${file}; give --token or CALLBACK_TOKEN` };
}

/** The policy file that is meant: a run without a server reads nothing else. */
export function findPolicyFile(option: string | undefined): string {
  if (option && !existsSync(option)) throw new Failure(`There is no policy file ${option}.`);
  return option ?? read('RECOVERY_FILE') ?? 'recovery.json';
}

/**
 * Reads options, then environment, then defaults.
 * @throws {UsageError} for the first mistake
 */
export function readServer(options: ServerOptions): ServerSettings {
  const { url, token, table, endpoint, policy, secondUrl, secondRegion } = options;
  if (secondRegion !== undefined && secondUrl === undefined)
    throw new UsageError('--second-region is the region of --second-url: give that too.');
  const dataDirectory = read('DATA_DIR') ?? '.data';
  const tableName = table ?? read('OUTCOMES_TABLE');
  const endpointText = endpoint ?? read('AWS_ENDPOINT_URL_DYNAMODB');
  const named = {
    tableName: tableName ?? 'outcomes',
    endpoint: endpointText && readUrl('--endpoint', endpointText),
  };
  const found = url === undefined ? findAddress(dataDirectory) : undefined;
  const port = read('PORT');
  const local = port === undefined ? found?.baseUrl : `http://127.0.0.1:${readPort(port)}`;
  const ownTable = tableName === undefined && endpointText === undefined ? found : named;
  return {
    policyFile: findPolicyFile(policy),
    secondUrl: secondUrl && readUrl('--second-url', secondUrl),
    secondTable: secondRegion === undefined || !ownTable ? undefined : { ...ownTable, region: secondRegion },
    baseUrl: readUrl('--url', url ?? local ?? 'http://127.0.0.1:3000'),
    ...findToken(token, dataDirectory),
    table: ownTable,
  };
}
