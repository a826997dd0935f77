import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { connectProgram } from '../../../bin/connect/command.ts';
import { CALLBACKS, urlOutput } from '../../../functions/callbacks.ts';
import { ownFolder } from '../../support/folder.ts';
import { startOwnServer } from '../../support/own-server.ts';
import { ACCOUNT, APPLICATION, startBandwidth, startCloudFormation } from './bandwidth-double.ts';

export const CREDENTIALS = { id: 'client-id', secret: 'client-secret-0123456789' };
export const POLICY = { routes: [{ name: 'desk', destinations: ['sip:a@pbx.acme.com'] }] };

/** What is at the URLs of the stack. */
interface Deployed {
  readonly baseUrl: string;
  readonly token: string;
  close(): void | Promise<void>;
}

/**
 * All that `connect` meets: Bandwidth with an application, a stack with its outputs, a deployment that answers,
 * variables and files. Bandwidth, outputs and variables are new for each test, which changes them.
 */
export function connectStage(start: () => Promise<Deployed> = () => startOwnServer(POLICY)) {
  const folder = ownFolder();
  let printed: string[] = [];
  const stage = {
    folder: folder.path,
    server: undefined as unknown as Deployed,
    bandwidth: undefined as unknown as Awaited<ReturnType<typeof startBandwidth>>,
    cloudFormation: undefined as unknown as Awaited<ReturnType<typeof startCloudFormation>>,
    outputs: {} as Record<string, string>,
    variables: {} as Record<string, string>,
    /** Writes a file, and gives its path. */
    file: (name: string, text: string): string => folder.write(name, text),
    given: (...options: string[]): string[] => [
      '--application',
      APPLICATION,
      '--token-file',
      stage.file('token', `${stage.server.token}\n`),
      ...options,
    ],
    /** Runs the program in this process, at a terminal where an answer or a way to ask is given. */
    async connect(options: readonly string[], answer?: string | ((question: string) => Promise<string>)) {
      for (const [name, value] of Object.entries(stage.variables)) vi.stubEnv(name, value);
      const ask = vi.fn(typeof answer === 'function' ? answer : async (_: string) => answer ?? '');
      const program = connectProgram(answer === undefined ? undefined : ask);
      const error = await program.parseAsync(stage.given(...options), { from: 'user' }).then(
        () => undefined,
        (thrown: Error & { exitCode?: number }) => thrown,
      );
      const told = { code: error ? error.exitCode : 0, told: error?.message ?? '' };
      return { ...told, error, text: printed.join('\n'), ask };
    },
    changes: () => stage.bandwidth.of('PATCH').map(({ body }) => body),
  };

  beforeAll(async () => {
    stage.server = await start();
    stage.cloudFormation = await startCloudFormation(() => stage.outputs);
  });
  afterAll(async () => {
    stage.cloudFormation.close();
    await stage.server.close();
  });
  beforeEach(async () => {
    stage.bandwidth = await startBandwidth(CREDENTIALS);
    const urls = CALLBACKS.map(({ name }) => [urlOutput(name), `${stage.server.baseUrl}/{token}/${name}`]);
    stage.outputs = Object.fromEntries(urls);
    stage.variables = {
      BW_API_URL: stage.bandwidth.url,
      BW_CLIENT_ID: CREDENTIALS.id,
      BW_CLIENT_SECRET: CREDENTIALS.secret,
      BW_ACCOUNT_ID: ACCOUNT,
      RECOVERY_FILE: stage.file('recovery.json', JSON.stringify(POLICY)),
      AWS_ENDPOINT_URL_CLOUDFORMATION: stage.cloudFormation.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_REGION: 'us-east-1',
    };
    printed = [];
    vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
  });
  afterEach(() => {
    stage.bandwidth.close();
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  return stage;
}
