import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { crc32 } from 'node:zlib';

// Answers every operation as DynamoDB answers a PutItem that succeeds, so cheaply that
// a single thread keeps ahead of any contestant, and alike for all of them.
const EMPTY = Buffer.from('{}');
const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'content-length': String(EMPTY.length),
  'x-amz-crc32': String(crc32(EMPTY)),
  'x-amzn-requestid': 'K5B1N6K3JQ9V7BENCH0STUB0ANSWER0VV4KQNSO5AEMVJF66Q9ASUAAJG',
};

/** One way between two data centres of a region, and what the store does, in milliseconds. */
const ONE_WAY_MILLISECONDS = 1;
const WORK_MILLISECONDS = 3;

// On a bad day it refuses every first try; with a certificate it is as far away, and as slow, as the real one.
const [day, keyFile, certificateFile] = process.argv.slice(2);
let requests = 0;

const listener: RequestListener = (request, response) => {
  request.resume();
  request.on('end', () => {
    requests += 1;
    response.writeHead(day === 'bad' && requests % 2 === 1 ? 500 : 200, HEADERS);
    if (day === 'far') setTimeout(() => response.end(EMPTY), WORK_MILLISECONDS);
    else response.end(EMPTY);
  });
};

/** Passes on what comes, later. */
function delay(from: Socket, to: Socket): void {
  from.setNoDelay(true);
  from.on('data', (chunk) => setTimeout(() => to.writable && to.write(chunk), ONE_WAY_MILLISECONDS));
  from.on('end', () => setTimeout(() => to.end(), ONE_WAY_MILLISECONDS));
  from.on('error', () => to.destroy());
}

const options = { keepAliveTimeout: 600_000 };
const server =
  keyFile && certificateFile
    ? createTlsServer(
        { ...options, key: readFileSync(keyFile), cert: readFileSync(certificateFile) },
        listener,
      )
    : createServer(options, listener);
const tell = (port: number): unknown => process.send?.(port);
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  if (day !== 'far') return void tell(port);
  const distance = createTcpServer((near) => {
    const far = connect(port, '127.0.0.1');
    delay(near, far);
    delay(far, near);
  });
  distance.listen(0, '127.0.0.1', () => tell((distance.address() as AddressInfo).port));
});
process.on('disconnect', () => process.exit());
