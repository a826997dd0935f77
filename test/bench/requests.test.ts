import { expect, it } from 'vitest';
import { measuredRequests } from './requests.ts';

const members = (value: object, path = ''): string[] =>
  Object.entries(value).flatMap(([name, each]) =>
    each !== null && typeof each === 'object' && !['headers', 'pathParameters'].includes(name)
      ? members(each, `${path}${name}.`)
      : [`${path}${name}`],
  );

it('every measured request is whole, as HTTP API sends it: the parser of a peer refuses anything less', () => {
  const context = 'accountId apiId domainName domainPrefix requestId routeKey stage time timeEpoch'.split(
    ' ',
  );
  const http = 'method path protocol sourceIp userAgent'.split(' ');
  const whole = [
    ...'version routeKey rawPath rawQueryString headers pathParameters body isBase64Encoded'.split(' '),
    ...context.map((name) => `requestContext.${name}`),
    ...http.map((name) => `requestContext.http.${name}`),
  ];
  for (const request of measuredRequests()) expect(members(request).toSorted()).toEqual(whole.toSorted());
});
