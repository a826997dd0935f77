import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
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

// On a bad day it refuses every first try.
const refusesFirst = process.argv[2] === 'bad';
let requests = 0;

const server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
  request.resume();
  request.on('end', () => {
    requests += 1;
    response.writeHead(refusesFirst && requests % 2 === 1 ? 500 : 200, HEADERS);
    response.end(EMPTY);
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
