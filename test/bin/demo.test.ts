import { expect, test } from 'vitest';
import { CONVERSATION, DOCUMENTED } from '../../bin/demo/scenes.ts';
import { startProgram } from './program.ts';

test('plays every scene, prints every section within 80 columns, and exits 0', async () => {
  const { stdout, stderr, ended } = startProgram('demo.ts');
  expect({ code: await ended, stderr: stderr() }).toEqual({ code: 0, stderr: '' });

  const scenes = [...DOCUMENTED, ...CONVERSATION];
  for (const { title, expected } of scenes) {
    const section = stdout().split(`  ${title} `)[1]?.split('\n── ')[0] ?? '';
    for (const label of ['request', 'outcome', 'answer', 'stored'])
      expect(section).toMatch(new RegExp(`^  ${label} `, 'm'));
    expect(section).toContain('POST /{token}/');
    expect(section).toMatch(
      new RegExp(
        `^  outcome {3}${expected.outcome} → ${expected.step === 'none' ? 'nothing to do' : expected.step}`,
        'm',
      ),
    );
    expect(section.replace(/\s+/g, ' ')).toContain(`outcome: ${expected.outcome},`);
    expect(section).toContain('<Response');
  }
  expect(stdout()).toContain(`All ${scenes.length} were answered and stored as documented.`);
  expect(stdout()).not.toContain('✗');
  expect(
    stdout()
      .split('\n')
      .filter((line) => line.length > 80),
  ).toEqual([]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape character is what must not be there
  expect(stdout()).not.toMatch(/\u001b/);
});

test('ends quietly when its reader leaves', async () => {
  const { child, stderr, ended } = startProgram('demo.ts');
  child.stdout?.once('data', () => child.stdout?.destroy());
  expect({ code: await ended, stderr: stderr() }).toEqual({ code: 0, stderr: '' });
});
