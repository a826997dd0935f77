/** The style of the page: light and dark, cards on a narrow screen, paper of A4. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #10141a);
  --sheet: light-dark(#ffffff, #171c23);
  --line: light-dark(#e1e5ea, #29313c);
  --text: light-dark(#18202b, #dfe5ec);
  --soft: light-dark(#56616f, #97a3b2);
  --good: light-dark(#1d8a5b, #4fbf8b);
  --bad: light-dark(#c4463d, #e77d73);
  --other: light-dark(#aab4c0, #5c6878);
  font: 14px/1.5 -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: var(--ground); color: var(--text); font-variant-numeric: tabular-nums; }
main { max-width: 1280px; margin: 0 auto; padding: 32px 24px; }
h1 { font-size: 24px; line-height: 1.25; }
h2 { margin-bottom: 8px; font-size: 16px; }
h3 { margin: 12px 0 2px; font-size: 13px; }
.soft, caption, dd { color: var(--soft); }
.lead { margin-top: 12px; font-size: 17px; }
section { margin-top: 24px; padding: 16px 18px; border: 1px solid var(--line); border-radius: 10px; background: var(--sheet); }
table { width: 100%; border-collapse: collapse; font-size: 13px; }
th, td { padding: 5px 0 5px 12px; border-top: 1px solid var(--line); text-align: right; vertical-align: top; }
td { white-space: nowrap; }
thead th { border-top: 0; color: var(--soft); font-size: 12px; font-weight: 500; vertical-align: bottom; }
th:first-child { padding-left: 0; text-align: left; font-weight: 500; overflow-wrap: anywhere; }
.call-back td { text-align: left; overflow-wrap: anywhere; }
.call-back thead th { text-align: left; }
.note { display: block; color: var(--soft); font-size: 12px; font-weight: 400; }
.bar { width: 45%; }
thead .bar { text-align: left; }
svg { display: block; width: 100%; height: 16px; margin-top: 3px; border-radius: 3px; }
.key { display: inline-block; width: 11px; height: 11px; margin: 0 5px 0 12px; vertical-align: -1px; }
.key:first-child { margin-left: 0; }
.good { fill: var(--good); }
.bad { fill: var(--bad); }
.other { fill: var(--other); }
dl { font-size: 12px; }
dl div { display: grid; grid-template-columns: 110px 1fr; gap: 12px; padding: 2px 0; }
@media screen and (max-width: 1000px) {
  main { padding: 20px 12px; }
  section { padding: 12px; }
  .bar { width: 28%; }
  .wide, .wide tbody { display: block; }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide tr { display: grid; grid-template-columns: 1fr 1fr; column-gap: 20px; padding: 8px 0; border-top: 1px solid var(--line); }
  .wide tbody tr:first-child { border-top: 0; }
  .wide th { grid-column: 1 / -1; padding: 0 0 2px; border: 0; font-size: 14px; }
  .wide td, .call-back td { white-space: normal; display: flex; justify-content: space-between; gap: 8px; padding: 1px 0; border: 0; text-align: right; }
  .wide td::before { content: attr(data-title); color: var(--soft); text-align: left; }
}
@page { size: A4; margin: 12mm; }
@media print {
  :root { color-scheme: light; font-size: 10px; --ground: #fff; }
  main { max-width: none; padding: 0; }
  section { margin-top: 14px; padding: 0; border: 0; }
  table { font-size: 9px; }
  thead th, .note, dl { font-size: 8px; }
  .lead { font-size: 13px; }
  th, td { padding: 3px 0 3px 6px; }
  thead { display: table-header-group; }
  tr, dl div { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  svg { height: 11px; print-color-adjust: exact; }
}
`;
