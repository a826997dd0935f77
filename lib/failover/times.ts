/** DNS leads away from the first deployment after so many minutes in a row with this share of 5xx answers to one callback. */
export const FAILOVER_RULE = { errorShare: 0.05, badMinutes: 2 } as const;

/** How long resolvers keep an alias record of a regional API. */
export const DNS_SECONDS = 60;

/**
 * How long calls may meet a dead first deployment where no fallback URL helps: from the first error until the alarm
 * has its bad minutes, and until resolvers ask again. Without what CloudWatch and Route 53 take to notice, and
 * without what a client keeps beyond the time to live.
 */
export const exposureSeconds = (): { readonly least: number; readonly most: number } => ({
  least: (FAILOVER_RULE.badMinutes - 1) * 60,
  most: (FAILOVER_RULE.badMinutes + 1) * 60 + DNS_SECONDS,
});
