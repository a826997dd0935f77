import { readFileSync, writeFileSync } from 'node:fs';
import { chart } from './report/chart.ts';
import type { Results } from './results.ts';

const [jsonFile, svgFile] = process.argv.slice(2);
if (!jsonFile || !svgFile) {
  console.error('node bin/bench/draw-chart.ts RESULTS.json CHART.svg');
  process.exit(2);
}
writeFileSync(svgFile, chart(JSON.parse(readFileSync(jsonFile, 'utf8')) as Results));
