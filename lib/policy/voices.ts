/**
 * The voices that `<SpeakSentence>` knows. A closed list, although it is Bandwidth's:
 * an unknown voice may fail the call, and that is learned at synth or from a caller.
 * Sources: the voices page of Bandwidth/api-docs (2023-11) and its migration toolkit (2026-06).
 */
// biome-ignore format: a line for each locale
export const VOICES = [
  'julie', 'kate', 'susan', 'dave', 'paul', 'ruth', 'stephen', 'salli', 'salli_enh', 'joey', 'joey_enh', 'justin', 'ivy', 'ivy_enh',
  'bridget', 'simon', 'emma', 'emma_enh', 'nicole', 'raveena', 'russell', 'geraint',
  'katrin', 'stefan',
  'esperanza', 'violeta', 'jorge', 'rosa', 'lupe', 'pedro', 'miguel', 'penelope',
  'jolie', 'bernard', 'gabrielle', 'liam', 'chantal',
  'paola', 'luca',
  'masako', 'kenji',
  'nadiya', 'anatoli',
  'zeina', 'zhiyu', 'carmen', 'ruben', 'mads', 'naja',
] as const;
