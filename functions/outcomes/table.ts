/**
 * The outcomes table, described once: the CDK table, the local table and the
 * item are all made from this. Changing a key or a projection of a deployed
 * table replaces an index, so the projections carry what the queries show.
 */
export const OUTCOMES_TABLE = {
  partitionKey: 'callId',
  sortKey: 'eventKey',
  timeToLive: 'expiresAt',
  indexes: [
    {
      name: 'byOutcome',
      partitionKey: 'outcomeDay',
      sortKey: 'eventTime',
      projected: [
        'eventType',
        'outcome',
        'from',
        'to',
        'applicationId',
        'route',
        'attempt',
        'destination',
        'step',
        'nextDestination',
        'referSipResponseCode',
        'notifySipResponseCode',
        'cause',
      ],
    },
    {
      // Only callers that are identified have a `caller` (caller.ts): all others would share a partition.
      name: 'byKnownCaller',
      partitionKey: 'caller',
      sortKey: 'eventTime',
      projected: [
        'eventType',
        'outcome',
        'from',
        'to',
        'applicationId',
        'route',
        'attempt',
        'destination',
        'step',
      ],
    },
  ],
} as const;

/**
 * Shards of one outcome's day in `byOutcome`. An index partition takes 1,000
 * writes/s, so 16 carry a day on which every one of 10,000 callbacks/s ends alike.
 */
export const OUTCOME_SHARDS = 16;
