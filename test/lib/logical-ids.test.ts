import { expect, it } from 'vitest';
import { STAGES } from '../../lib/stage.ts';
import { resources, synthesize } from './stack-template.ts';

/** What is kept by its logical id: with another, a deployed stack would lose its table, or begin new logs. */
const KEPT = {
  'AWS::DynamoDB::GlobalTable': ['CallsOutcomes7E3AF99B'],
  'AWS::SQS::Queue': ['CallsSpillDeadLetters20E01DD2', 'CallsSpillQueueA0B7BBD3'],
  'AWS::SNS::Topic': ['CallsAlarmTopicE631DFC6'],
  'AWS::Logs::LogGroup': [
    'CallsApiAccessLogs1A0DD860',
    'CallsanswerFunctionLogs3751A269',
    'CallsdisconnectFunctionLogs054DA10F',
    'CallsgatherFunctionLogs0452FA62',
    'CallsinitiateFunctionLogsCA8FDD4F',
    'CallsrecordcompleteFunctionLogs376313B7',
    'CallsrecordingavailableFunctionLogs6010E321',
    'CallsredriveFunctionLogs903D3C54',
    'CallsrefercompleteFunctionLogs35199591',
    'CallstransferanswerFunctionLogs28D4620D',
    'CallstransfercompleteFunctionLogs143DA4AA',
    'CallstransferdisconnectFunctionLogs901905CE',
  ],
};

it.each(STAGES)('table, queues, topic and log groups of %s keep their logical ids', (stage) => {
  const template = synthesize({ stage });
  for (const [type, ids] of Object.entries(KEPT))
    expect(
      resources(template, type)
        .map(([id]) => id)
        .sort(),
      type,
    ).toEqual(ids);
});
