import recordComplete from './record-complete.json' with { type: 'json' };
import recordingAvailable from './recording-available.json' with { type: 'json' };
import referNotifyTimeout from './refer-notify-timeout.json' with { type: 'json' };
import referRejected405 from './refer-rejected-405.json' with { type: 'json' };
import referSuccess from './refer-success.json' with { type: 'json' };
import referTarget404 from './refer-target-404.json' with { type: 'json' };
import transferBusy from './transfer-busy.json' with { type: 'json' };
import transferHangup from './transfer-hangup.json' with { type: 'json' };
import transferHangupEnqueued from './transfer-hangup-enqueued.json' with { type: 'json' };

/** The events that Bandwidth's documentation shows, by the names of their files. All have the same `callId`, as there. */
export const DOCUMENTED_EVENTS = {
  'record-complete': recordComplete,
  'recording-available': recordingAvailable,
  'refer-notify-timeout': referNotifyTimeout,
  'refer-rejected-405': referRejected405,
  'refer-success': referSuccess,
  'refer-target-404': referTarget404,
  'transfer-busy': transferBusy,
  'transfer-hangup': transferHangup,
  'transfer-hangup-enqueued': transferHangupEnqueued,
} as const satisfies Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The name of a documented event. */
export type DocumentedEvent = keyof typeof DOCUMENTED_EVENTS;
