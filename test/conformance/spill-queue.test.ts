import { startEmbeddedQueue } from '../../bin/local/embedded-queue.ts';
import { spillQueueConformance } from './spill-queue.ts';

spillQueueConformance('the embedded queue', () => startEmbeddedQueue({ hiddenSeconds: 1 }));
