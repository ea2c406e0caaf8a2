/**
 * What an add with a `request_id` that is stored already does. The provider's own methods differ among themselves, so
 * a client has to be right under each.
 */
export const duplicateModes = ['replay', 'error', 'window', 'blind'] as const;
export type DuplicateMode = (typeof duplicateModes)[number];

/** `replay`: the first answer again. `refuse`: "duplicate". `create`: one more client. */
export type OnRepeat = 'replay' | 'refuse' | 'create';

/** How long `window` recognises a repeated id where nothing else was said, ms. */
export const duplicateWindowMs = 60_000;

/**
 * @param sinceStoredMs time since the latest client was created under this id
 * @param windowMs how long `window` recognises it
 */
export function onRepeat(mode: DuplicateMode, sinceStoredMs: number, windowMs = duplicateWindowMs): OnRepeat {
  switch (mode) {
    case 'replay':
      return 'replay';
    case 'error':
      return 'refuse';
    case 'window':
      return sinceStoredMs < windowMs ? 'replay' : 'create';
    case 'blind':
      return 'create';
  }
}
