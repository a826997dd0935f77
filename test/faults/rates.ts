import type { Probabilities } from './plan.ts';

/** Of a hundred writes some thirty go wrong: far more than in any outage that lets calls through at all. */
export const DYNAMODB_FAULTS: Readonly<Record<string, Probabilities>> = {
  PutItem: {
    latency: 0.05,
    hang: 0.04,
    error: 0.05,
    throttle: 0.05,
    reset: 0.05,
    'half-answer': 0.03,
    'wrong-json': 0.02,
    'lost-answer': 0.04,
  },
};

/** The queue is worse, so that some outcomes are left to the log. */
export const QUEUE_FAULTS: Readonly<Record<string, Probabilities>> = {
  SendMessage: {
    latency: 0.05,
    hang: 0.1,
    error: 0.1,
    throttle: 0.05,
    reset: 0.1,
    'half-answer': 0.03,
    'wrong-json': 0.03,
    'lost-answer': 0.04,
  },
  ReceiveMessage: { error: 0.05, reset: 0.05, 'lost-answer': 0.05 },
  DeleteMessage: { error: 0.05, reset: 0.05, 'lost-answer': 0.05 },
};
