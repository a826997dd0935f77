import { describe, expect, it } from 'vitest';
import { checkFolders, readSettings } from './settings.ts';

describe('the arguments of npm run bench', () => {
  it('has a default for everything', () => {
    expect(readSettings([])).toEqual({
      command: 'compare',
      jsonFile: undefined,
      startRounds: 40,
      callbacks: 100_000,
      peers: ['floor', 'conventional', 'express'],
      against: [],
    });
  });

  it('reads all of them', () => {
    const given = [
      '--json',
      'out.json',
      '--rounds',
      '3',
      '--callbacks',
      '500',
      '--peers',
      'floor',
      '--against',
      '../a',
      '--against',
      '../b',
    ];
    expect(readSettings(given)).toEqual({
      command: 'compare',
      jsonFile: 'out.json',
      startRounds: 3,
      callbacks: 500,
      peers: ['floor'],
      against: ['../a', '../b'],
    });
  });

  it('takes fewer rounds when it is quick', () => {
    expect(readSettings(['--quick'])).toMatchObject({ startRounds: 8, callbacks: 5000 });
  });

  it('knows load', () => {
    expect(readSettings(['load'])).toMatchObject({ command: 'load' });
  });

  it.each([
    [['laod'], /unknown command "laod"\. Did you mean "load"\?/],
    [['--json', ''], /--json is blank/],
    [['--rounds', '1e3'], /--rounds must be a whole number/],
    [['--peer', 'floor'], /Unknown option '--peer'\. Did you mean "--peers"\?/],
    [['--peers', 'flor'], /Did you mean "floor"\?/],
    [['load', 'more'], /unknown command "load more"/],
    [['--rounds', '0'], /--rounds must be a whole number from 1, not "0"/],
    [['--callbacks', 'many'], /--callbacks must be/],
    [['--fast'], /--fast/],
    [['--peers', 'ceiling'], /--peers knows floor, conventional, express, not "ceiling"/],
  ])('refuses %j', (given, message) => {
    expect(() => readSettings(given)).toThrow(message);
  });

  it.each([
    ['--json', 'gone/out.json'],
    ['--against', 'gone'],
  ])('misses the folder of %s %s', (...given) => {
    const settings = readSettings(given);
    expect(() => settings && checkFolders(settings)).toThrow('There is no folder gone.');
  });

  it('gives nothing when help is asked for', () => {
    expect(readSettings(['--help'])).toBeUndefined();
  });
});
