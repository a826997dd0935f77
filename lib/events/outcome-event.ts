import { LEG_OUTCOMES } from '../../functions/recovery/outcome.ts';

/** Where the JSON Schema of an event is published; another version of the event gets another file. */
export const EVENT_SCHEMA_URL =
  'https://raw.githubusercontent.com/bandwidth-call-recovery/bandwidth-call-recovery/main/docs/outcome-event.v1.schema.json';

/**
 * Which records of the table's stream are events: new items that have an outcome, but for those of a callee's leg,
 * whose hand-off tells of them when it ends. Without it, deletions by time-to-live and by `outcomes erase` would be
 * sent as well.
 */
export const EVENT_FILTER = JSON.stringify({
  eventName: ['INSERT'],
  dynamodb: { NewImage: { outcome: { S: [{ 'anything-but': LEG_OUTCOMES }] } } },
});

const attribute = (name: string, type: 'S' | 'N' = 'S'): string => `<$.dynamodb.NewImage.${name}.${type}>`;

/**
 * The template that makes an event, named by CloudEvents 1.0 (https://github.com/cloudevents/spec), of an item.
 * Every value is a text, also `attempt`: what is between quotes stays JSON where an item lacks the attribute.
 * Whether EventBridge escapes quotes inside of values is not documented
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html), so nothing is
 * in it that a caller wrote.
 * @param source names the deployment
 */
export const eventTemplate = (source: string): string =>
  JSON.stringify({
    specversion: '1.0',
    id: `${attribute('callId')}#${attribute('eventKey')}`,
    source,
    type: `bandwidth-call-recovery.outcome.${attribute('outcome')}`,
    time: attribute('eventTime'),
    subject: attribute('callId'),
    datacontenttype: 'application/json',
    dataschema: EVENT_SCHEMA_URL,
    data: {
      eventType: attribute('eventType'),
      outcome: attribute('outcome'),
      step: attribute('step'),
      attempt: attribute('attempt', 'N'),
      route: attribute('route'),
      destination: attribute('destination'),
      nextDestination: attribute('nextDestination'),
      context: attribute('context'),
    },
  });
