import type { Plan } from './schedule.js';

export const duplicateModes = ['replay', 'error', 'window', 'blind'] as const;

/** Sixty processes killed, and the rest of what can go wrong. */
export const sixtyKills: Plan = {
  'kill worker': 24, 'kill api': 12, 'kill all parts': 3, 'stop worker': 4, 'freeze worker': 3, 'kill redis': 5, 'flush redis': 3, 'kill postgres': 3, 'cut backends': 4,
  'lose answers of postgres': 4, 'black hole to postgres': 2, 'black hole to redis': 1, 'black hole to the partner': 2, 'reset to the partner': 2, 'black hole to the CRM': 2, 'black hole to a receiver': 2, 'cut answers': 4, 'slow wire': 3, 'jump clock': 2,
};

/** Two hundred and fifty, in the same proportions. */
export const manyKills: Plan = {
  'kill worker': 100, 'kill api': 50, 'kill all parts': 12, 'stop worker': 17, 'freeze worker': 12, 'kill redis': 21, 'flush redis': 12, 'kill postgres': 14, 'cut backends': 17,
  'lose answers of postgres': 17, 'black hole to postgres': 8, 'black hole to redis': 6, 'black hole to the partner': 8, 'reset to the partner': 8, 'black hole to the CRM': 8, 'black hole to a receiver': 8, 'cut answers': 16, 'slow wire': 12, 'jump clock': 8,
};

/** One at a time, with rest between: how long each takes to be over. */
export const oneByOne: Plan = { 'kill worker': 12, 'kill api': 6, 'kill all parts': 6, 'kill redis': 6, 'kill postgres': 6, 'black hole to postgres': 6, 'black hole to redis': 4, 'black hole to the partner': 4 };
export const restMs = 10_000;
/** Meanwhile the partner takes its time, so that who is killed has something in hand. */
export const calmPartnerMs = 300;
