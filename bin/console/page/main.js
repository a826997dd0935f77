/** @import { StreamMessages } from '../messages.ts' */
import { callAddress, readAddress, whatIfAddress } from './address.js';
import { ask, SERVER_GONE } from './ask.js';
import { CallList } from './call-list.js';
import { Calls } from './calls.js';
import { byId, setText } from './element.js';
import { PlayPanel } from './play-panel.js';
import { sessionHeader } from './session.js';
import { StoryPanel } from './story-panel.js';
import { ZONE } from './time.js';
import { WhatIfPanel } from './what-if-panel.js';

/** Calls may come by the hundred in a second; the page is drawn a few times. */
const DRAW_MILLISECONDS = 200;

/** A stream that the browser gave up is opened again. */
const REOPEN_MILLISECONDS = 2000;

const calls = new Calls();
const listBox = byId('call-list');
const search = /** @type {HTMLInputElement} */ (byId('search'));
const list = new CallList(listBox, openCall);
const story = new StoryPanel(byId('panel-call'));
const whatIf = new WhatIfPanel(byId('panel-what-if'));
const play = new PlayPanel(byId('panel-play'), openCall);
const drawSession = sessionHeader((change) => filter(change));

/** The call that was opened last: it stays selected while other pages are shown. @type {string | undefined} */
let selected;

/** Opens a call; the one before it is left out of the history, or every arrow key would be in it. @param {string} callId */
function openCall(callId) {
  const isFromCall = readAddress(location.hash).page === 'call';
  history[isFromCall ? 'replaceState' : 'pushState'](null, '', callAddress(callId));
  show();
}

/** Shows what the address says. */
function show() {
  const { page, callId, moment } = readAddress(location.hash);
  selected = page === 'list' ? undefined : (callId ?? selected);
  document.body.dataset.page = page;
  const panel = page === 'list' ? 'call' : page;
  for (const name of ['call', 'what-if', 'play']) {
    byId(`panel-${name}`).hidden = name !== panel;
    byId(`to-${name}`).setAttribute('aria-current', name === panel ? 'page' : 'false');
  }
  byId('to-call').setAttribute('href', selected === undefined ? '#/' : callAddress(selected));
  byId('to-what-if').setAttribute('href', whatIfAddress(selected));
  list.mark(selected);
  if (page === 'call' && callId !== undefined) void story.show(callId);
  if (page === 'what-if') void whatIf.show(callId, moment);
  if (page === 'play') void play.load();
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let drawing;

function draw() {
  clearTimeout(drawing);
  drawing = undefined;
  const shown = calls.shown();
  const all = calls.all();
  list.show(shown);
  setText(byId('shown-count'), `${shown.length.toLocaleString('en')} of ${all.length.toLocaleString('en')}`);
  const none = byId('no-calls');
  none.hidden = shown.length > 0;
  setText(none, all.length === 0 ? 'No calls yet. Play one, or call.' : 'No call matches the filter.');
  drawSession(calls);
}

const soon = () => {
  drawing ??= setTimeout(draw, DRAW_MILLISECONDS);
};

/** @param {Partial<Calls['filter']>} change */
function filter(change) {
  calls.filter = { ...calls.filter, ...change };
  draw();
}

/** @param {string} text @param {string} tone */
function tellConnection(text, tone) {
  const status = byId('connection');
  setText(status, text);
  status.dataset.tone = tone;
}

/** Listens to the server; the browser comes back by itself, but for a stream that was refused. */
function listen() {
  const stream = new EventSource('/console/events');
  /**
   * @template {keyof StreamMessages} Name
   * @param {Name} name
   * @param {(message: StreamMessages[Name]) => void} handle
   */
  const on = (name, handle) =>
    stream.addEventListener(name, (event) => handle(JSON.parse(/** @type {MessageEvent} */ (event).data)));
  on('hello', ({ mostCalls }) => {
    calls.restart(mostCalls);
    soon();
    show();
  });
  on('calls', (changed) => {
    calls.add(changed);
    soon();
    const { page, callId } = readAddress(location.hash);
    if (page === 'call' && changed.some((call) => call.callId === callId)) show();
  });
  on('played', (moment) => play.tell(moment));
  on('table', ({ trouble }) =>
    trouble ? tellConnection(`The table cannot be read: ${trouble}`, 'bad') : tellConnection('live', 'good'),
  );
  stream.addEventListener('error', () => {
    tellConnection(SERVER_GONE, 'bad');
    if (stream.readyState === EventSource.CLOSED) setTimeout(listen, REOPEN_MILLISECONDS);
  });
}

const earlier = /** @type {HTMLButtonElement} */ (byId('earlier'));
earlier.addEventListener('click', async () => {
  earlier.disabled = true;
  setText(earlier, 'Reading…');
  try {
    const { callCount } = await ask('/console/earlier');
    setText(earlier, callCount === 0 ? 'None in the last day' : `${callCount} of the last day`);
  } catch {
    earlier.disabled = false;
    setText(earlier, 'Not read; try again');
  }
});

byId('filters').addEventListener('submit', (event) => event.preventDefault());
search.addEventListener('input', () => filter({ text: search.value.trim() }));
listBox.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') byId('panel-call').focus();
});
document.addEventListener('keydown', (event) => {
  const isTyping = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
  if (event.key === 'Escape') listBox.focus();
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  /** @type {Readonly<Record<string, HTMLElement>>} */
  const targets = { '/': search, p: byId('to-play'), w: byId('to-what-if') };
  const target = targets[event.key];
  if (!target) return list.press(event);
  event.preventDefault();
  target.focus();
  target.click();
});

const details = /** @type {HTMLDetailsElement} */ (document.querySelector('.session'));
const isWide = matchMedia('(width >= 1000px)');
const unfold = () => {
  details.open = isWide.matches;
};
isWide.addEventListener('change', unfold);
addEventListener('popstate', show);
setText(byId('zone'), `Times: ${ZONE}`);
unfold();
listen();
show();
draw();
