import { XMLBuilder, XMLParser } from 'fast-xml-parser';

// Entities pass through as they are written, so that what is shown is what was answered.
const options = {
  preserveOrder: true,
  ignoreAttributes: false,
  processEntities: false,
  parseTagValue: false,
};
const parser = new XMLParser({ ...options, trimValues: false });
const builder = new XMLBuilder({ ...options, format: true, indentBy: '  ', suppressEmptyNode: true });

/** Indents a BXML document for reading, a verb a line; the text of a verb stays on its line. */
export const indentBxml = (bxml: string): string => builder.build(parser.parse(bxml)).trim();
