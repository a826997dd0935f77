import { startEmbeddedQueue } from '../../bin/local/embedded-queue.ts';
import { fallbackQueueConformance } from './fallback-queue.ts';

fallbackQueueConformance('the embedded queue', () => startEmbeddedQueue({ hiddenSeconds: 1 }));
