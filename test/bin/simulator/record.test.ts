import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { only } from '../../../bin/simulator/timeline.ts';
import { player } from './stub-call.ts';
import { stubServer } from './stub-server.ts';

const server = stubServer();
const play = player(server);
const fixture = (name: string): object =>
  JSON.parse(readFileSync(new URL(`../../../bin/documented-events/${name}.json`, import.meta.url), 'utf8'));

const record = (attributes = '') =>
  `<Record recordCompleteUrl="{callbacks}/record-complete" recordingAvailableUrl="{callbacks}/recording-available" ${attributes}/>`;
const leaves = (speaksSeconds: number, ends: string) => ({ leaves: () => ({ speaksSeconds, ends }) });

describe('<Record>', () => {
  test('sends the documented fields, and obeys the answer to recordComplete alone', async () => {
    server.reply = (_, index) =>
      index === 0 ? '<SpeakSentence>Thanks</SpeakSentence><Hangup/>' : '<Pause/>';
    const timeline = await play(`${record()}<Pause/>`, {}, leaves(12.056, 'by pressing #'));
    expect(server.received.map(({ fields }) => fields.eventType)).toEqual([
      'recordComplete',
      'recordingAvailable',
    ]);
    const [completed, available] = server.received;
    expect(Object.keys(completed?.fields ?? {}).sort()).toEqual(
      Object.keys(fixture('record-complete')).sort(),
    );
    expect(Object.keys(available?.fields ?? {})).toEqual(Object.keys(fixture('recording-available')));
    expect(available?.fields).toMatchObject({ duration: 'PT12.056S', status: 'complete', channels: 1 });
    expect(available?.fields.recordingId).toBe(completed?.fields.recordingId);
    expect(timeline.ending).toEqual({ how: 'hangup', why: '<Hangup>' });
    expect(only(timeline, 'waited')).toEqual([]);
  });

  test.each([
    ['', leaves(12, 'by pressing #'), 12, 'a key'],
    ['', leaves(12, 'by pressing 1'), 60, 'its limit'],
    ['terminatingDigits="12"', leaves(12, 'by pressing 2'), 12, 'a key'],
    ['terminatingDigits=""', leaves(12, 'by pressing #'), 60, 'its limit'],
    ['maxDuration="10"', leaves(12, 'by hanging up'), 10, 'its limit'],
    ['silenceTimeout="3"', leaves(12, 'by waiting'), 15, 'silence'],
    ['silenceTimeout="0"', leaves(0, 'by waiting'), 60, 'its limit'],
    ['silenceTimeout="3"', leaves(0, 'by waiting'), 3, 'silence'],
    ['silenceTimeout="60"', leaves(12, 'by waiting'), 60, 'its limit'],
    ['', { ...leaves(12, 'by waiting'), hangsUp: { during: 'message', number: 1 } }, 1, 'the caller'],
  ])('%s and %j: %d s, ended by %s', async (attributes, call, seconds, endedBy) => {
    server.reply = () => '<Hangup/>';
    const timeline = await play(record(attributes), {}, call);
    expect(only(timeline, 'message')).toMatchObject([{ seconds, endedBy }]);
    expect(server.received).toHaveLength(endedBy === 'the caller' ? 1 : 2);
  });

  test('goes on with the verbs after it where nobody wants recordComplete', async () => {
    const timeline = await play('<Record/><Pause duration="2"/>');
    expect(server.received).toEqual([]);
    expect(timeline.moments.map(({ kind }) => kind)).toEqual(['elsewhere', 'message', 'waited', 'ended']);
  });

  test('two messages of a call are two recordings', async () => {
    await play(
      '<Record recordingAvailableUrl="{callbacks}/a"/><Record recordingAvailableUrl="{callbacks}/b"/>',
    );
    expect(new Set(server.received.map(({ fields }) => fields.recordingId)).size).toBe(2);
  });
});
