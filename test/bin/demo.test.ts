import { expect, test } from 'vitest';
import { DOCUMENTED, LOST, RECOVERED } from '../../bin/demo/scenes.ts';
import { startProgram } from './program.ts';

const SCENES = [...RECOVERED, ...LOST, ...DOCUMENTED];

async function demo(...options: string[]): Promise<string> {
  const { stdout, stderr, ended } = startProgram('demo.ts', {}, options);
  expect({ code: await ended, stderr: stderr() }).toEqual({ code: 0, stderr: '' });
  expect(stdout()).toContain(`All ${SCENES.length} were answered and stored as documented.`);
  expect(stdout()).not.toContain('✗');
  for (const line of stdout().split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what must not be there
  expect(stdout()).not.toMatch(/\u001b/);
  return stdout();
}

test('begins with the call that is recovered, ends with the next command, in 60 lines', async () => {
  const text = await demo();
  expect(text).toMatch(/── 1 {2}Anna is busy: try Ben ─[\s\S]*── 2 {2}Ben answers/);
  expect(text).not.toMatch(/^ {2}stored /m);
  expect(text.match(/✓/g)).toHaveLength(SCENES.length);
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  expect(text.trimEnd().split('\n').at(-1)).toBe('  npx bandwidth-call-recovery start');
});

test('tells every section of every scene where it is verbose', async () => {
  const text = await demo('--verbose');
  for (const [index, { title, expected }] of SCENES.entries()) {
    const section = text.split(`── ${index + 1}  ${title} `)[1]?.split('\n── ')[0] ?? '';
    for (const label of ['request', 'outcome', 'answer', 'stored'])
      expect(section).toMatch(new RegExp(`^  ${label} `, 'm'));
    const done = expected.step === 'none' ? 'nothing to do' : expected.step;
    expect(section).toContain('POST /{token}/');
    expect(section).toMatch(new RegExp(`^  outcome {3}${expected.outcome} → ${done}`, 'm'));
    expect(section.replace(/\s+/g, ' ')).toContain(`outcome: ${expected.outcome},`);
    expect(section).toContain('<Response');
  }
});

test('ends quietly when its reader leaves', async () => {
  const { child, stderr, ended } = startProgram('demo.ts');
  child.stdout?.once('data', () => child.stdout?.destroy());
  expect({ code: await ended, stderr: stderr() }).toEqual({ code: 0, stderr: '' });
});
