import type { Plan } from './schedule.js';

export const duplicateModes = ['replay', 'error', 'window', 'blind'] as const;

/** What a partner does to our calls all the time, as shares. Late acceptance stays below the settle time; what is dropped before it is stored is accepted late as well, what is reset is not. */
export const partnerFaults = {
  drop_after_store: 0.03, drop_before_store: 0.03, error_500: 0.02, error_500_after_store: 0.02, html_502: 0.02, half_body: 0.02, throttle_429: 0.02, reset_before_read: 0.02,
  wrong_request_id: 0.01, late_accept: 0.02, slow: 0.005, drip: 0.005, giant: 0.01, redirect_307: 0.005,
};

/** Between two kills of a storm, ms, and of a long one, which is to be more than parts that boot: on two cores that takes seconds. */
export const killEveryMs = 1_200;
export const longKillEveryMs = 2_000;
/** Deals a second. */
export const rate = 8;

/** Sixty processes killed, and the rest of what can go wrong. */
export const sixtyKills: Plan = {
  'kill worker': 24, 'kill api': 12, 'kill all parts': 3, 'stop worker': 4, 'freeze worker': 3, 'kill redis': 5, 'flush redis': 3, 'kill postgres': 3, 'cut backends': 4,
  'lose answers of postgres': 4, 'black hole to postgres': 2, 'black hole to redis': 2, 'black hole to the partner': 2, 'reset to the partner': 2, 'black hole to the CRM': 2, 'black hole to a receiver': 2, 'cut answers': 4, 'slow wire': 5, 'jump clock': 4,
};

/** Two hundred and fifty, in the same proportions. */
export const manyKills: Plan = {
  'kill worker': 100, 'kill api': 50, 'kill all parts': 12, 'stop worker': 17, 'freeze worker': 12, 'kill redis': 21, 'flush redis': 12, 'kill postgres': 14, 'cut backends': 17,
  'lose answers of postgres': 17, 'black hole to postgres': 8, 'black hole to redis': 6, 'black hole to the partner': 8, 'reset to the partner': 8, 'black hole to the CRM': 8, 'black hole to a receiver': 8, 'cut answers': 16, 'slow wire': 12, 'jump clock': 8,
};

/** One at a time, with rest between: how long each takes to be over. Of black holes to Redis every other one is between it and the workers, and measured. */
export const oneByOne: Plan = { 'kill worker': 10, 'kill api': 5, 'kill all parts': 5, 'kill redis': 5, 'kill postgres': 5, 'black hole to postgres': 5, 'black hole to redis': 8, 'black hole to the partner': 4 };
export const restMs = 9_000;
/** Meanwhile the partner takes its time, so that who is killed has something in hand. */
export const calmPartnerMs = 300;

/** In a soak: between two looks at what a part really holds. */
export const weighedEveryMs = 15_000;
