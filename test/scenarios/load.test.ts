import { describe, expect, test } from 'vitest';
import type { Moment, Timeline } from '../../bin/simulator/timeline.ts';
import { stubCall } from '../bin/simulator/stub-call.ts';
import { deviations } from './expectation.ts';
import { loadScenarios, parseScenario } from './load.ts';
import type { Expectation } from './schema.ts';

const CASE = { name: 'one', first: '<Hangup/>', expect: { ended: 'hangup' } };
const parse = (scenario: unknown) => parseScenario('mine', JSON.stringify(scenario));

describe('scenario files', () => {
  test('every one of the set can be read, and names are unique in each', async () => {
    const scenarios = await loadScenarios();
    expect(scenarios.length).toBeGreaterThanOrEqual(13);
    for (const { cases } of scenarios) {
      expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    }
  });

  test('a case is played once for each text', () => {
    const { cases } = parse({
      title: 't',
      cases: [{ ...CASE, name: 'code {each}', each: ['486', '"<'], destinations: { a: 'busy' } }],
    });
    expect(cases.map(({ name }) => name)).toEqual(['code 486', 'code "<']);
  });
});

describe('expectations', () => {
  const moments: Moment[] = [
    {
      atSeconds: 1,
      kind: 'hand-off',
      by: 'refer',
      destination: 'sip:a@b',
      result: 'refer 405',
      connected: false,
    },
    { atSeconds: 2, kind: 'heard', verb: 'SpeakSentence', text: 'We are sorry.', whole: true },
    { atSeconds: 3, kind: 'waited', verb: 'Pause', seconds: 5 },
  ];
  const timeline: Timeline = { call: stubCall(''), moments, ending: { how: 'hangup', why: '<Hangup>' } };
  const stored = [
    { eventKey: '2026#initiate', eventType: 'initiate', outcome: 'begun' },
    { eventKey: '2026#referComplete', eventType: 'referComplete', outcome: 'refused' },
  ];

  test('a call that went as expected has no deviations', () => {
    const expected: Expectation = {
      ended: 'hangup',
      why: 'Hangup',
      handOffs: ['refer sip:a@b'],
      results: ['refer 405'],
      heard: ['sorry'],
      waited: ['Pause 5'],
      events: [],
      outcomes: ['refused'],
      stored: ['initiate begun', 'referComplete refused'],
    };
    expect(deviations(expected, timeline, stored)).toEqual([]);
  });

  test.each([
    [{ ended: 'referred' }, 'ended: expected referred; found hangup'],
    [{ ended: 'hangup', why: 'the end' }, 'why: expected the end; found <Hangup>'],
    [{ ended: 'hangup', handOffs: [] }, 'hand-offs: expected none; found refer sip:a@b'],
    [{ ended: 'hangup', results: ['refer 202'] }, 'results: expected refer 202; found refer 405'],
    [{ ended: 'hangup', heard: 'nothing' }, 'heard: found We are sorry.; expected nothing'],
    [{ ended: 'hangup', heard: ['Thank you'] }, 'heard: found We are sorry.; expected Thank you'],
    [{ ended: 'hangup', waited: [] }, 'waited: expected none; found Pause 5'],
    [{ ended: 'hangup', events: ['referComplete'] }, 'events: expected referComplete; found none'],
    [{ ended: 'hangup', outcomes: ['busy'] }, 'outcomes: expected busy; found refused'],
    [
      { ended: 'hangup', stored: ['referComplete refused'] },
      'stored: expected referComplete refused; found initiate begun | referComplete refused',
    ],
  ])('%o', (expected, deviation) => {
    expect(deviations(expected as never, timeline, stored)).toEqual([deviation]);
  });

  test('outcomes are not compared where no table can be read', () => {
    expect(deviations({ ended: 'hangup', outcomes: ['busy'] }, timeline, undefined)).toEqual([]);
  });
});
