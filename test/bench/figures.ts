/** What a ratio, or a number of ours, must not exceed. */
export interface Target {
  /** The peer that ours is divided by; without one, the number itself. */
  readonly against?: 'floor' | 'conventional';
  readonly atMost: number;
}

/** One row of the report. */
export interface Figure {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly targets: readonly Target[];
}

const figure = (name: string, title: string, unit = '', targets: readonly Target[] = []): Figure => ({
  name,
  title,
  unit,
  targets,
});

const against = (floor: number, conventional?: number): readonly Target[] => [
  { against: 'floor', atMost: floor },
  ...(conventional === undefined ? [] : [{ against: 'conventional' as const, atMost: conventional }]),
];

/** The figures of `compare`, in the order of the report; all are better when lower. */
export const FIGURES: readonly Figure[] = [
  figure('bytesDeployed', 'deployed', 'KB'),
  figure('bytesReadAtStart', 'read at start', 'KB', [...against(0.55), { atMost: 52 }]),
  figure('startCpu', 'import + first callback, CPU', 'ms', against(0.4, 0.35)),
  figure('startWall', 'import + first callback, wall', 'ms', against(0.4, 0.35)),
  figure('tlsFirstWall', 'over TLS: first callback, wall', 'ms', against(0.6)),
  figure('tlsStartWall', 'over TLS: import + first callback, wall', 'ms', against(0.42)),
  figure('warmCpu', 'warm CPU per callback', 'µs', against(0.85, 0.33)),
  figure('rssAtStart', 'resident memory at start', 'MB'),
  figure('rssAfter', 'resident memory after all callbacks', 'MB', against(0.95)),
  figure('dynamoRequests', 'DynamoDB requests per callback', '', [{ atMost: 1 }]),
  figure('writeUnits', 'DynamoDB write units per callback', '', [{ atMost: 3 }]),
  figure('dynamoBytes', 'DynamoDB bytes per callback, both ways', 'B'),
  figure('logBytes', 'log bytes per callback', 'B'),
];

/** The figures of `cold`. */
export const COLD_FIGURES: readonly Figure[] = [
  figure('initWall', 'process start to init done, wall', 'ms'),
  figure('coldWall', 'process start to first answer, wall', 'ms'),
  figure('coldCpu', 'process start to first answer, CPU', 'ms'),
];
