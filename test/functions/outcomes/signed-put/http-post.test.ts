import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { postsTo } from '../../../../functions/outcomes/signed-put/http-post.ts';
import {
  answering,
  CERTIFICATE,
  type Handling,
  hasIpv6,
  serve,
  serveIpv6,
  serveTls,
  serveTlsIpv6,
} from '../http-server.ts';

const NEVER = new AbortController().signal;

// Tests of other files share the process: whom they trust is not changed for them.
const trusted = getCACertificates('default');
afterEach(() => setDefaultCACertificates(trusted));

describe('a post over a kept connection', () => {
  it('gives status and whole text, whatever they are', async () => {
    const post = postsTo(new URL(await serve(answering(503, 'é😀'.repeat(10_000)))));
    expect(await post({}, '{}', NEVER)).toEqual({ status: 503, body: 'é😀'.repeat(10_000) });
  });

  it('is sent anew when the kept connection turns out to be closed, as after a freeze', async () => {
    const closed: Handling = (response) => response.destroy();
    const url = await serve(answering(200, 'first'), closed, answering(200, 'second'));
    const post = postsTo(new URL(url));
    await post({}, '{}', NEVER);
    expect(await post({}, '{}', NEVER)).toEqual({ status: 200, body: 'second', isResent: true });
  });

  it('is sent anew when the kept connection was reset, and nobody here has noticed yet', async () => {
    const sockets: Socket[] = [];
    const url = await serve((response, request) => {
      sockets.push(request.socket);
      response.end('{}');
    });
    const post = postsTo(new URL(url));
    await post({}, '{}', NEVER);
    await setImmediate();
    sockets[0]?.resetAndDestroy();
    expect(await post({}, '{}', NEVER)).toEqual({ status: 200, body: '{}', isResent: true });
    expect(sockets).toHaveLength(2);
  });

  it.each<[string, Handling, string]>([
    [
      'a new connection is closed, where something may have been read',
      (to) => to.destroy(),
      'socket hang up',
    ],
    ['no answer comes', () => undefined, 'no answer in time'],
    ['an answer begins and does not end', (to) => to.writeHead(200).write('{'), ''],
    [
      'an answer breaks off',
      (to) => to.writeHead(200, { 'content-length': 10 }).write('{', () => to.destroy()),
      'aborted',
    ],
  ])('throws after one request when %s', async (_what, handling, message) => {
    let requests = 0;
    const url = await serve((response, request) => {
      requests += 1;
      return handling(response, request);
    });
    await expect(postsTo(new URL(url))({}, '{}', NEVER)).rejects.toThrow(message);
    expect(requests).toBe(1);
  });

  it('throws when its time is up, also while it waits for a connection', async () => {
    const post = postsTo(new URL(await serve(() => undefined)));
    const ended = new AbortController();
    const all = Array.from({ length: 60 }, () =>
      post({}, '{}', ended.signal).catch((error: Error) => error.name),
    );
    ended.abort();
    expect(new Set(await Promise.all(all))).toEqual(new Set(['AbortError']));
  });

  it('keeps the connection when the time of a post is up after its answer, as after a freeze', async () => {
    const sockets = new Set<Socket>();
    const url = await serve((response, request) => {
      sockets.add(request.socket);
      response.end('{}');
    });
    const post = postsTo(new URL(url));
    const ended = new AbortController();
    await post({}, '{}', ended.signal);
    await setImmediate();
    ended.abort();
    await post({}, '{}', NEVER);
    expect(sockets.size).toBe(1);
  });

  it.runIf(hasIpv6)('goes to an IPv6 address, and to the path of its URL', async () => {
    const url = await serveIpv6((response, { url: path, headers }) => response.end(`${headers.host}${path}`));
    expect(await postsTo(new URL(`${url}/a/`))({}, '{}', NEVER)).toEqual({
      status: 200,
      body: `${new URL(url).host}/a/`,
    });
  });

  it('throws when nobody listens', async () => {
    await expect(postsTo(new URL('http://127.0.0.1:9'))({}, '{}', NEVER)).rejects.toThrow('ECONNREFUSED');
  });
});

describe('a post over TLS, as to AWS', () => {
  it('uses the connection of the one before, and another when it was reset meanwhile', async () => {
    setDefaultCACertificates([CERTIFICATE]);
    const sockets: Socket[] = [];
    const url = await serveTls((response, request) => {
      sockets.push(request.socket);
      response.end('{}');
    });
    const post = postsTo(new URL(url));
    for (let sent = 0; sent < 2; sent += 1) await post({}, '{}', NEVER);
    expect(new Set(sockets).size).toBe(1);
    await setImmediate();
    sockets[0]?.destroy();
    expect(await post({}, '{}', NEVER)).toEqual({ status: 200, body: '{}', isResent: true });
    expect(new Set(sockets).size).toBe(2);
  });

  it.runIf(hasIpv6)('goes to an IPv6 address whose certificate is right', async () => {
    setDefaultCACertificates([CERTIFICATE]);
    const post = postsTo(new URL(await serveTlsIpv6(answering(200, '{}'))));
    expect(await post({}, '{}', NEVER)).toEqual({ status: 200, body: '{}' });
  });

  it('throws when nobody vouches for the other side', async () => {
    const url = await serveTls(answering(200, '{}'));
    await expect(postsTo(new URL(url))({}, '{}', NEVER)).rejects.toThrow('self-signed certificate');
  });
});

describe('a connection that was opened early', () => {
  /** A server, and the connections that brought it requests. */
  async function seen(start: typeof serve) {
    const used: Socket[] = [];
    const url = await start((response, request) => {
      used.push(request.socket);
      response.end('{}');
    });
    return { url, used };
  }

  it.each([
    ['plain', serve],
    ['TLS', serveTls],
  ])('carries the first post, which makes none of its own: %s', async (_what, start) => {
    setDefaultCACertificates([CERTIFICATE]);
    const { url, used } = await seen(start);
    const connect = vi.spyOn(Socket.prototype, 'connect');
    const post = postsTo(new URL(url));
    await post.open();
    for (let sent = 0; sent < 3; sent += 1) await post({}, '{}', NEVER);
    expect(new Set(used).size).toBe(1);
    expect(connect).toHaveBeenCalledOnce();
    connect.mockRestore();
  });

  it.each([
    ['closed, and that was noticed', 50],
    ['reset a moment ago', 0],
  ])('costs one more try and no error when it was %s', async (_what, milliseconds) => {
    const sockets: Socket[] = [];
    const server = createServer((_request, response) => response.end('{}')).listen(0, '127.0.0.1');
    server.on('connection', (socket) => sockets.push(socket));
    await once(server, 'listening');
    const post = postsTo(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    await post.open();
    await setTimeout(20);
    sockets[0]?.resetAndDestroy();
    await setTimeout(milliseconds);
    expect(await post({}, '{}', NEVER)).toEqual({ status: 200, body: '{}' });
    expect(sockets).toHaveLength(2);
    server.close();
    server.closeAllConnections();
  });

  it('that nobody takes is no error: the post says what is wrong', async () => {
    const post = postsTo(new URL('http://127.0.0.1:9'));
    await post.open();
    await expect(post({}, '{}', NEVER)).rejects.toThrow('ECONNREFUSED');
  });

  it('that hangs holds the start of the function up for a quarter of a second', async () => {
    // A TCP connection that opens, and a TLS handshake that nobody answers.
    const server = createTcpServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const post = postsTo(new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`), 300);
    const { promise, resolve } = Promise.withResolvers<string>();
    void post.open().then(() => resolve('opened'));
    expect(await promise).toBe('opened');
    await expect(post({}, '{}', NEVER)).rejects.toThrow();
    server.close();
  });
});
