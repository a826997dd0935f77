import { beforeEach } from 'vitest';

beforeEach(({ task }) => console.log(`== ${task.name}`));
