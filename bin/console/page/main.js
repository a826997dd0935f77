import { callAddress, readAddress, whatIfAddress } from './address.js';
import { ask } from './ask.js';
import { CallList } from './call-list.js';
import { Calls } from './calls.js';
import { deployed, known, listen } from './connection.js';
import { byId, setText, unfoldsWhereWide, visible } from './element.js';
import { FilterForm } from './filter-form.js';
import { handleKeys } from './keys.js';
import { PlayPanel } from './play-panel.js';
import { PolicyPanel } from './policy-panel.js';
import { sessionHeader } from './session.js';
import { StoryPanel } from './story-panel.js';
import { day, ZONE } from './time.js';
import { WhatIfPanel } from './what-if-panel.js';

/** Calls may come by the hundred in a second; the page is drawn a few times. */
const DRAW_MILLISECONDS = 200;

/** Lines of mistakes above the calls. */
const MOST_LINES = 5;

const calls = new Calls();
const listBox = byId('call-list');
const form = new FilterForm(() => draw());
const list = new CallList(listBox, openCall);
const story = new StoryPanel(byId('panel-call'));
const whatIf = new WhatIfPanel(byId('panel-what-if'));
const play = new PlayPanel(byId('panel-play'), openCall);
const policy = new PolicyPanel(byId('panel-policy'));
const drawSession = sessionHeader((change) => form.change(change));

/** The call that was opened last: it stays selected while other pages are shown. @type {string | undefined} */
let selected;

/** Opens a call; the one before it is left out of the history, or every arrow key would be in it. @param {string} callId */
function openCall(callId) {
  const isFromCall = readAddress(location.hash).page === 'call';
  history[isFromCall ? 'replaceState' : 'pushState'](null, '', callAddress(callId));
  show();
}

/** @param {string} page */
function titleOf(page) {
  const call = calls.all().find(({ callId }) => callId === selected);
  const ofCall = call ? `${visible(call.from)} ${call.state}` : 'A call';
  /** @type {Readonly<Record<string, string>>} */
  const titles = { call: ofCall, 'what-if': 'What if', play: 'Play a call', policy: 'Policy' };
  const where = deployed() ? ` – ${deployed()}` : '';
  return `${page in titles ? `${titles[page]} – ` : ''}Calls${where}`;
}

/** Shows what the address says. @returns {Promise<void> | undefined} when it is there */
function show() {
  const { page, callId, moment } = readAddress(location.hash);
  selected = page === 'list' ? undefined : (callId ?? selected);
  document.body.dataset.page = page;
  const panel = page === 'list' ? 'call' : page;
  for (const name of ['call', 'what-if', 'play', 'policy']) {
    byId(`panel-${name}`).hidden = name !== panel;
    byId(`to-${name}`).setAttribute('aria-current', name === panel ? 'page' : 'false');
  }
  byId('to-call').setAttribute('href', selected === undefined ? '#/' : callAddress(selected));
  byId('to-what-if').setAttribute('href', whatIfAddress(selected));
  document.title = titleOf(page);
  list.mark(selected);
  if (page === 'call' && callId !== undefined) return story.show(callId);
  if (page === 'what-if') return whatIf.show(callId, moment);
  if (page === 'policy') return policy.show();
  return page === 'play' ? play.load() : undefined;
}

/** Goes to a page, and into the first control of its form. @param {'what-if' | 'play' | 'policy'} page */
async function go(page) {
  byId(`to-${page}`).click();
  await show();
  const control = byId(`panel-${page}`).querySelector('select, input, button');
  (control instanceof HTMLElement ? control : byId(`panel-${page}`)).focus();
}

/** Why the list is empty. */
function emptyWords() {
  if (known() === 'connecting') return 'Connecting…';
  if (calls.all().length > 0) return 'No call matches the filter.';
  if (known() === 'gone') return 'Nothing was known yet when the server left.';
  if (known() === 'reading') return 'Reading the table…';
  return deployed() ? 'No calls in this time.' : 'No calls yet. Play one, or call.';
}

/** The page of the policy has all lines. @param {string} text */
function firstLines(text) {
  const lines = text.split('\n');
  return [...lines.slice(0, MOST_LINES), ...(lines.length > MOST_LINES ? ['…'] : [])].join('\n');
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let drawing;

function draw() {
  clearTimeout(drawing);
  drawing = undefined;
  const all = calls.all();
  const shown = calls.shown(form.filter);
  list.show(shown);
  const isUnknown = all.length === 0 && known() !== 'read';
  const count = `${shown.length.toLocaleString('en')} of ${all.length.toLocaleString('en')}`;
  setText(byId('shown-count'), isUnknown ? '' : count);
  byId('no-calls').hidden = shown.length > 0;
  setText(byId('no-calls'), emptyWords());
  document.body.classList.toggle('gone', known() === 'gone');
  byId('to-play').hidden = deployed() !== undefined;
  form.offer(all);
  drawSession(all, form.filter);
  document.title = titleOf(readAddress(location.hash).page);
}

const soon = () => {
  drawing ??= setTimeout(draw, DRAW_MILLISECONDS);
};

const earlier = /** @type {HTMLButtonElement} */ (byId('earlier'));
earlier.addEventListener('click', async () => {
  earlier.disabled = true;
  setText(earlier, 'Reading…');
  try {
    const { callCount, sinceEpochMilliseconds: since } = await ask('/console/earlier');
    setText(byId('earlier-words'), `${callCount} read from ${day(since)} on.`);
    setText(earlier, '24 hours more');
  } catch (error) {
    setText(byId('earlier-words'), /** @type {Error} */ (error).message);
    setText(earlier, 'Try again');
  }
  earlier.disabled = false;
});

listBox.addEventListener('keydown', ({ key }) => {
  if (key === 'Enter') byId('panel-call').focus();
});
handleKeys({ go, clear: () => form.clear(), press: (event) => list.press(event) });

unfoldsWhereWide(/** @type {HTMLDetailsElement} */ (document.querySelector('.session')));
setText(byId('zone'), `Times: ${ZONE}.`);
addEventListener('popstate', show);
listen(
  {
    hello({ mostCalls }) {
      calls.restart(mostCalls);
      show();
    },
    calls(changed) {
      calls.add(changed);
      const { page, callId } = readAddress(location.hash);
      if (page === 'call' && changed.some((call) => call.callId === callId)) show();
    },
    played: (moment) => play.tell(moment),
    policy({ mistake }) {
      byId('policy-mistake').hidden = mistake === undefined;
      setText(byId('policy-mistake-words'), firstLines(mistake ?? ''));
      if (readAddress(location.hash).page === 'policy') show();
    },
  },
  soon,
);
show();
draw();
