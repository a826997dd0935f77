/** What is wrong with a setting, ready to print for the person who can correct it. */
export class SettingError extends Error {
  override readonly name = 'SettingError';

  /** A message of the one form that settings have: name, what is allowed, what was found. */
  static of(name: string, allowed: string, found: unknown): SettingError {
    return new SettingError(`${name} must be ${allowed}, but found ${JSON.stringify(found)}`);
  }
}
