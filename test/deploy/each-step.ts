import { beforeEach } from 'vitest';
import { say } from './progress.ts';

beforeEach(({ task }) => {
  console.log(`== ${task.name}`);
  const began = performance.now();
  return () => say(`${((performance.now() - began) / 1000).toFixed(1)} s`);
});
