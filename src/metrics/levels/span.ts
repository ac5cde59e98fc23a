/** Seconds. DORA counts a month as 730 hours and half a year as 4,380 (State of DevOps 2019, p. 22). */
export const hour = 3600;
export const day = 24 * hour;
export const week = 7 * day;
export const month = 730 * hour;
export const halfYear = 6 * month;

/** Deployments per day. */
export const perDay = 1;
export const perWeek = day / week;
export const perMonth = day / month;
export const perHalfYear = day / halfYear;
