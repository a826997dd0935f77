/** What we use of `node:crypto`. Not imported: an import loads everything it offers, WebCrypto too (1 ms of a cold start). */
export const { createHmac, hash, timingSafeEqual } = process.getBuiltinModule('node:crypto');
