/** @import { StreamMessages } from '../messages.ts' */
import { CallList } from './call-list.js';
import { Calls } from './calls.js';
import { drawCharts } from './charts.js';
import { earlierCalls } from './earlier.js';
import { byId, setText } from './element.js';
import { offerFilters, onFilters } from './filters.js';
import { PlayPanel } from './play-panel.js';
import { StoryPanel } from './story-panel.js';
import { tabs } from './tabs.js';
import { WhatIfPanel } from './what-if-panel.js';

/** Calls may come by the hundred in a second; the page is drawn a few times. */
const DRAW_MILLISECONDS = 200;

const calls = new Calls();
const listBox = byId('call-list');
const showTab = tabs(byId('tabs'), (tabId) => {
  if (tabId === 'tab-play') void play.load();
  if (tabId === 'tab-what-if') void whatIf.load();
});
const whatIf = new WhatIfPanel(byId('panel-what-if'));
const story = new StoryPanel(byId('panel-call'), (question) => {
  showTab('tab-what-if');
  whatIf.show(question);
});
const list = new CallList(listBox, (callId) => {
  showTab('tab-call');
  void story.show(callId);
});
const play = new PlayPanel(byId('panel-play'), (callId) => list.open(callId));
const filters = onFilters((filter) => {
  calls.filter = filter;
  draw();
});

/** @type {ReturnType<typeof setTimeout> | undefined} */
let drawing;

function draw() {
  clearTimeout(drawing);
  drawing = undefined;
  const shown = calls.shown();
  offerFilters(calls);
  list.show(shown);
  setText(byId('shown-count'), `${shown.length.toLocaleString('en')} of ${calls.size.toLocaleString('en')}`);
  const none = byId('no-calls');
  none.hidden = shown.length > 0;
  setText(none, calls.size === 0 ? 'No calls yet. Press p to play one.' : 'No call matches the filter.');
  drawCharts(calls, filters.chooseOutcome);
}

const soon = () => {
  drawing ??= setTimeout(draw, DRAW_MILLISECONDS);
};

/** @param {string} text @param {string} tone */
function tellConnection(text, tone) {
  const status = byId('connection');
  setText(status, text);
  status.dataset.tone = tone;
}

const stream = new EventSource('/console/events');
/**
 * @template {keyof StreamMessages} Name
 * @param {Name} name
 * @param {(message: StreamMessages[Name]) => void} handle
 */
const on = (name, handle) =>
  stream.addEventListener(name, (event) => handle(JSON.parse(/** @type {MessageEvent} */ (event).data)));

on('hello', (hello) => {
  calls.restart(hello);
  soon();
});
on('calls', (changed) => {
  calls.add(changed);
  if (changed.some(({ callId }) => callId === story.callId)) void story.show(story.callId ?? '');
  soon();
});
on('played', (moment) => play.tell(moment));
on('table', ({ trouble }) =>
  trouble ? tellConnection(`the table cannot be read: ${trouble}`, 'bad') : tellConnection('live', 'good'),
);
stream.addEventListener('error', () => tellConnection('the server is gone; waiting for it…', 'bad'));

listBox.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') byId('panel-call').focus();
});
document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
  if (event.key === 'Escape') listBox.focus();
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const targets = { '/': filters.focus, p: () => openPanel('tab-play'), w: () => openPanel('tab-what-if') };
  const go = targets[/** @type {keyof typeof targets} */ (event.key)];
  if (!go) return;
  event.preventDefault();
  go();
});

/** @param {string} tabId */
function openPanel(tabId) {
  showTab(tabId);
  byId(tabId).focus();
}
earlierCalls(/** @type {HTMLButtonElement} */ (byId('earlier')));
draw();
