// Runs a program by its name, or its path from this folder: JavaScript, so that a Node without TypeScript says what to type.
import { basename } from 'node:path';

const [, , name = ''] = process.argv;
const TYPED = {
  app: 'npx cdk …',
  build: 'npm run build',
  local: 'npx bandwidth-call-recovery start',
  'bandwidth-call-recovery': 'npx bandwidth-call-recovery …',
};

if (process.features.typescript) {
  process.argv.splice(2, 1);
  await import(`./${name}.ts`);
} else {
  const typed = TYPED[name] ?? `npx bandwidth-call-recovery ${basename(name)} …`;
  console.error(
    `Node ${process.versions.node} reads no TypeScript; npm ci brings one that does. Type: ${typed}`,
  );
  process.exitCode = 1;
}
