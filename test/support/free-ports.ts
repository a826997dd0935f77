import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const isListening = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.close();
  return isListening;
}

/**
 * Finds the first of two ports that are free, for a server and its console. They are below those that a system gives to
 * whoever asks for any: nobody takes them before the server starts, or starts again.
 */
export async function freePorts(): Promise<number> {
  const port = 20_000 + 2 * randomInt(5000);
  return (await isFree(port)) && (await isFree(port + 1)) ? port : freePorts();
}
