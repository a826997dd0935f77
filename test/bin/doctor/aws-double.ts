import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A stack that the double knows. */
export interface DoubleStack {
  readonly status: string;
  readonly created: Date;
  readonly outputs: Readonly<Record<string, string>>;
}

/** What the double answers; a test changes it. */
export interface DoubleAws {
  url: string;
  stacks: Record<string, DoubleStack>;
  redAlarms: string[];
  /** Messages that wait, by the end of the URL of their queue. */
  waiting: Record<string, number>;
  /** Errors in place of answers, by the operation: the name, and what AWS says of it. */
  refuses: Record<string, readonly [name: string, message: string]>;
  close(): void;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

const escaped = (value: string): string => value.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const xmlError = (code: string, message: string): Answer => ({
  status: code.startsWith('AccessDenied') ? 403 : 400,
  body: `<ErrorResponse><Error><Code>${code}</Code><Message>${escaped(message)}</Message></Error></ErrorResponse>`,
});
const jsonError = (name: string, message: string): Answer => ({
  status: 400,
  body: JSON.stringify({ __type: `com.amazonaws#${name}`, message }),
});

function stackXml(name: string, { status, created, outputs }: DoubleStack): string {
  const members = Object.entries(outputs).map(
    ([key, value]) =>
      `<member><OutputKey>${key}</OutputKey><OutputValue>${escaped(value)}</OutputValue></member>`,
  );
  const stack = `<StackName>${name}</StackName><StackStatus>${status}</StackStatus><CreationTime>${created.toISOString()}</CreationTime><Outputs>${members.join('')}</Outputs>`;
  return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>${stack}</member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
}

/** Plays CloudFormation, CloudWatch, SQS and, where it is asked, a DynamoDB that refuses. */
export async function startAws(): Promise<DoubleAws> {
  const double: DoubleAws = {
    url: '',
    stacks: {},
    redAlarms: [],
    waiting: {},
    refuses: {},
    close: () => void server.close().closeAllConnections(),
  };

  function answerTo({ headers }: IncomingMessage, body: string): Answer {
    const target = String(headers['x-amz-target'] ?? '').split('.')[1];
    const asked = new URLSearchParams(body);
    const operation = target ?? asked.get('Action') ?? '';
    const signed =
      /^AWS4-HMAC-SHA256 Credential=[^,]+\/aws4_request, ?SignedHeaders=[^,]*host[^,]*, ?Signature=[0-9a-f]{64}$/;
    if (!signed.test(headers.authorization ?? ''))
      return xmlError('MissingAuthenticationToken', 'not signed');
    const [name, message] = double.refuses[operation] ?? [];
    if (name !== undefined) return (target === undefined ? xmlError : jsonError)(name, message ?? '');
    if (operation === 'DescribeStacks') {
      const stackName = asked.get('StackName') ?? '';
      const found = double.stacks[stackName];
      if (found) return { status: 200, body: stackXml(stackName, found) };
      return xmlError('ValidationError', `Stack with id ${stackName} does not exist`);
    }
    if (operation === 'DescribeAlarms') {
      const prefix = asked.get('AlarmNamePrefix') ?? '';
      const red = asked.get('StateValue') === 'ALARM' ? double.redAlarms : [];
      const members = red
        .filter((alarm) => alarm.startsWith(prefix))
        .map((alarm) => `<member><AlarmName>${escaped(alarm)}</AlarmName></member>`);
      return {
        status: 200,
        body: `<DescribeAlarmsResponse><DescribeAlarmsResult><MetricAlarms>${members.join('')}</MetricAlarms></DescribeAlarmsResult></DescribeAlarmsResponse>`,
      };
    }
    if (operation === 'GetQueueAttributes') {
      const { QueueUrl } = JSON.parse(body) as { QueueUrl: string };
      const count = double.waiting[QueueUrl.split('/').at(-1) ?? ''] ?? 0;
      return {
        status: 200,
        body: JSON.stringify({ Attributes: { ApproximateNumberOfMessages: String(count) } }),
      };
    }
    return jsonError('UnknownOperationException', operation);
  }

  const server = createServer(async (request, response) => {
    const { status, body } = answerTo(request, await text(request));
    const type = body.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.0';
    response.writeHead(status, { 'content-type': type }).end(body);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  double.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return double;
}
