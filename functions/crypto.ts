/** Functions of `node:crypto`. An import would load the whole module, WebCrypto too, and add 1 ms to a cold start. */
export const { createHmac, hash, timingSafeEqual } = process.getBuiltinModule('node:crypto');
