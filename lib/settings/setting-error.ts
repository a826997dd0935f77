/** The mistakes of settings, ready to print for the person who can correct them. */
export class SettingError extends Error {
  override readonly name = 'SettingError';

  /** A message of the one form that settings have: name, what is allowed, what was found, and what may be meant. */
  static of(name: string, allowed: string, found: unknown, meant = ''): SettingError {
    return new SettingError(`${name} must be ${allowed}, but found ${JSON.stringify(found)}${meant}`);
  }

  /** One error that tells all mistakes, each indented below their number; one alone stands as it is. */
  static ofAll(mistakes: readonly string[]): SettingError {
    const [first = '', ...others] = mistakes;
    if (others.length === 0) return new SettingError(first);
    const indented = mistakes.map((mistake) => mistake.replace(/^(?=.)/gm, '  '));
    return new SettingError(`${mistakes.length} mistakes in the settings:\n${indented.join('\n')}`);
  }
}
