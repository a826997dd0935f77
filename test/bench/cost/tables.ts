import type { CostResults } from '../cost.ts';
import { cheapestAt, type MemorySetting, monthAt } from './model.ts';

const RATES = [1, 100, 10_000];

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const whole = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 0 });

const usd = (value: number): string => (value < 100 ? value.toFixed(2) : whole(value));

const settingRow = (setting: MemorySetting): string =>
  row([
    setting.memoryMb,
    setting.warmMs,
    whole(setting.coldMs),
    setting.secondTryMs > 0 ? whole(setting.secondTryMs) : 'none',
    setting.fits ? '✓' : '✗',
    usd(setting.usdPerMillion),
    ...RATES.map((rate) => usd(monthAt(setting, rate).usd)),
  ]);

/** What was measured, what each memory size makes of it, and the cheapest size at each rate, as Markdown. */
export function costTables({ measured, settings }: CostResults): string {
  const cheapest = RATES.map((rate) => {
    const setting = cheapestAt(settings, rate);
    if (!setting) return row([whole(rate), 'none fits', '', '', '']);
    const { environments, coldStartsPerMonth, usd: dollars } = monthAt(setting, rate);
    return row([
      whole(rate),
      `${setting.memoryMb} MB`,
      whole(environments),
      whole(coldStartsPerMonth),
      usd(dollars),
    ]);
  });
  const { warmCpuMs, coldCpuMs, secondTryCpuMs, residentMb } = measured;
  return [
    '| measured | |',
    '| --- | --: |',
    row(['CPU of a warm callback', `${warmCpuMs.toFixed(2)} ms`]),
    row(['CPU from the start of the process to the first answer', `${whole(coldCpuMs)} ms`]),
    row(['CPU on top when the first try is refused', `${whole(secondTryCpuMs)} ms`]),
    row(['resident memory at most', `${whole(residentMb)} MB`]),
    '',
    `| memory, MB | warm, ms | cold, ms | left for a second try, ms | fits | USD a million | ${RATES.map((rate) => `a month at ${whole(rate)}/s, USD`).join(' | ')} |`,
    `| --: | --: | --: | --: | :-: | --: | ${RATES.map(() => '--:').join(' | ')} |`,
    ...settings.map(settingRow),
    '',
    '| callbacks/s | cheapest that fits | environments | cold starts a month | USD a month |',
    '| --: | --: | --: | --: | --: |',
    ...cheapest,
  ].join('\n');
}
