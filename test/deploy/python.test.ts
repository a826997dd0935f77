import { afterEach, expect, it } from 'vitest';
import { findPython } from './python.ts';

const { PATH } = process.env;
afterEach(() => {
  process.env.PATH = PATH;
});

it('without Python says what is needed, and that nothing else needs it', async () => {
  process.env.PATH = '/nowhere';
  await expect(findPython()).rejects.toThrow(
    /needs Python 3\.10 or later .* Nothing else of this project needs it/,
  );
});
