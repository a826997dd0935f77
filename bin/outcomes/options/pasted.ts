/** Marks that are not seen: of direction, zero width, variation of an emoji. */
const UNSEEN = /\p{Cf}|\p{Variation_Selector}/gu;

/** A text as it was meant that was pasted from a page or a chat: without what is not seen, and around it no blanks. */
export const pasted = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
