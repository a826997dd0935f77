import { percent } from '../../print/bar.ts';
import { counted } from '../../print/printable.ts';
import { dateOf, zonedTime } from '../../print/time-text.ts';
import { PARTS, shown } from '../parts/index.ts';
import type { Part } from '../parts/part.ts';
import type { Report } from '../report.ts';
import { COLOUR_KEY, hourBars, totalBars } from './bars.ts';
import { escaped } from './escaped.ts';
import { STYLE } from './style.ts';

/** More rows of a table would make the page too long for a mail. */
const MOST_ROWS = 500;

const BARS: Readonly<Record<string, (report: Report) => string[]>> = { totals: totalBars, hours: hourBars };

function tableOf({ name, title, columns, rows }: Part, report: Report): string {
  const bars = BARS[name] && shown(name, BARS[name](report), report);
  const head = columns.map((each) => `<th scope="col">${escaped(each.title)}</th>`).join('');
  const lines = shown(name, rows(report, MOST_ROWS), report).map(
    ({ texts: [first = '', ...texts], note }, row) => {
      const cells = texts.map(
        (text, index) => `<td data-title="${escaped(columns[index + 1]?.title ?? '')}">${escaped(text)}</td>`,
      );
      const bar = bars ? `<td class="bar">${bars[row] ?? ''}</td>` : '';
      const more = note === undefined ? '' : `<span class="note">${escaped(note)}</span>`;
      return `<tr><th scope="row">${escaped(first)}${more}</th>${cells.join('')}${bar}</tr>`;
    },
  );
  const barHead = bars ? '<th scope="col" class="bar">chart</th>' : '';
  return `<table class="${name}${bars ? '' : ' wide'}" aria-label="${escaped(title)}"><thead><tr>${head}${barHead}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody></table>`;
}

function sectionOf(part: Part, report: Report): string {
  const { name, title, empty } = part;
  const count = part.count(report);
  const more =
    count > MOST_ROWS ? `<p class="soft">and ${count - MOST_ROWS} more: --csv FOLDER has all</p>` : '';
  const hidden =
    name === 'call-back' && report.callBackHidden > 0
      ? `<p class="soft">and ${counted(report.callBackHidden, 'lost call')} of callers who hide their number</p>`
      : '';
  const table = count === 0 ? `<p>${escaped(empty)}</p>` : tableOf(part, report);
  const colours = BARS[name] ? COLOUR_KEY : '';
  return `<section aria-labelledby="${name}"><h2 id="${name}">${escaped(title)}</h2>${table}${more}${hidden}${colours}</section>`;
}

const meanings = ({ title, columns }: Part): string =>
  `<h3>${escaped(title)}</h3><dl>${columns
    .map((each) => `<div><dt>${escaped(each.title)}</dt><dd>${escaped(each.counts)}</dd></div>`)
    .join('')}</dl>`;

/** What the report says in one sentence. */
function lead({ totals, callBack }: Report): string {
  const reached = totals.reachedAtOnce + totals.saved;
  if (totals.calls === 0) return 'No calls.';
  return `${reached} of ${counted(totals.calls, 'call')} reached a person (${percent(reached, totals.calls)}), ${totals.saved} of them by a later hand-off. ${counted(callBack.length, 'caller')} to call back.`;
}

/** The report as one HTML file without scripts, fonts or addresses; what callers wrote is text in it. */
export function reportPage(report: Report, notes: readonly string[]): string {
  const { since, until, zone } = report.period;
  const parts = report.totals.calls === 0 ? [] : PARTS;
  const days = [dateOf(since, zone), dateOf(Date.parse(until) - 1, zone)];
  const title = `Calls of ${[...new Set(days)].join(' to ')}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="soft">${escaped(`${zonedTime(since, zone)} to ${zonedTime(until, zone)}, ${zone}`)}</p>
<p class="lead">${escaped(lead(report))}</p>
${parts.map((part) => sectionOf(part, report)).join('\n')}
<section aria-labelledby="counts"><h2 id="counts">What each figure counts</h2>
${PARTS.map(meanings).join('\n')}
${notes.map((note) => `<p class="soft">${escaped(note)}</p>`).join('\n')}
</section>
</main>
</body>
</html>
`;
}
