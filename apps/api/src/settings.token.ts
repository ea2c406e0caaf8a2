/** Where the settings are injected. */
export const SETTINGS = Symbol('settings');
