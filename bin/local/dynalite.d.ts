declare module 'dynalite' {
  /** A DynamoDB over HTTP, in memory without a path; `close` also closes its store. */
  export default function dynalite(options: {
    path?: string;
    createTableMs?: number;
  }): import('node:http').Server;
}

declare module 'dynalite/db/index.js' {
  const stores: {
    create(options: { path: string }): { db: { open(): Promise<void>; close(): Promise<void> } };
  };
  export default stores;
}
