import { readAllowEntry } from './allow-entry.js';

/**
 * Every setting of every part, in one table: the reader below and `.env.example` are made from it.
 * Durations carry their unit in the name.
 */
const visible = (text: string): boolean => /^[\x21-\x7e]+$/.test(text);

/** Turns the text of a variable into its value, or throws an Error that says what would be accepted (never the value). */
type Parse<T> = (text: string) => T;

interface Entry<T> {
  parse: Parse<T>;
  /** Text as it would stand in the environment; null: there is no default. */
  standard: string | null;
  about: string;
  secret?: boolean;
}

const number = (min: number, max: number, whole = true): Parse<number> => (text) => {
  const value = /^\d{1,12}(\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max) || (whole && !Number.isInteger(value))) {
    throw new Error(`must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
  }
  return value;
};
const oneOf = <const T extends string>(...words: T[]): Parse<T> => (text) => {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`must be one of ${words.join(', ')}`);
  return word;
};
const url = (...protocols: string[]): Parse<string> => (text) => {
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new Error(`must be a URL starting with ${protocols.map((p) => `${p}//`).join(' or ')}`);
  }
  return text;
};
const origin: Parse<string> = (text) => {
  const parsed = new URL(url('http:', 'https:')(text));
  if (parsed.pathname !== '/' || parsed.search || parsed.hash || parsed.username) {
    throw new Error('must be scheme and host only, without a path, a query or credentials');
  }
  return parsed.origin;
};
const path: Parse<string> = (text) => {
  if (!/^\/[\x21-\x7e]*$/.test(text) || /[?#]/.test(text)) throw new Error('must be a path starting with /, without ? or #');
  return text;
};
const apiKey: Parse<string> = (text) => {
  if (text.length < 20 || !visible(text)) throw new Error('must be at least 20 visible ASCII characters');
  return text;
};
const digits: Parse<string> = (text) => {
  if (!/^\d{1,20}$/.test(text)) throw new Error('must be digits only, as the partner gave it');
  return text;
};
const anyText: Parse<string> = (text) => text;
const listOf = <T>(parse: Parse<T>): Parse<T[]> => (text) => text.split(',').map((part) => parse(part.trim()));

/** Keys that seal what is stored, 32 bytes each, and the names they go by beside it. The first seals, all open. */
export type SecretKeys = readonly { id: string; key: Buffer }[];

const allowed: Parse<string> = (text) => {
  if (text.split(',').some((part) => part.trim() !== '' && readAllowEntry(part.trim()) === null)) {
    throw new Error('must be addresses, ranges like 10.1.0.0/16 and host names, hosts also with a port, separated by commas');
  }
  return text;
};

const secretKeys: Parse<SecretKeys> = (text) => {
  const keys = text.split(',').map((part) => {
    const [, id = '', encoded = ''] = /^([a-z\d][a-z\d._-]{0,31}):([A-Za-z\d+/]{43}=)$/.exec(part.trim()) ?? [];
    return { id, key: Buffer.from(encoded, 'base64') };
  });
  // "development" is the name of the key that everybody knows.
  if (keys.some(({ id, key }) => key.length !== 32 || id === 'development') || new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new Error('must be id:base64 of 32 bytes, several of them separated by commas, each with its own id of small letters and digits');
  }
  return keys;
};

const entry = <T>(parse: Parse<T>, standard: string | null, about: string, secret = false): Entry<T> => ({ parse, standard, about, secret });

export const settingsTable = {
  PORT: entry(number(0, 65535), '3000', 'Port of the API.'),
  WORKER_PORT: entry(number(0, 65535), '3001', "Port of the worker's health and metrics."),
  SIMULATOR_PORT: entry(number(0, 65535), '4010', 'Port of the simulator.'),
  DATABASE_URL: entry(url('postgres:', 'postgresql:'), null, 'PostgreSQL, 13 or later. Demo, start and tests bring their own where it is not set.', true),
  REDIS_URL: entry(url('redis:', 'rediss:'), null, 'Redis for BullMQ. Not set: BullMQ runs on PostgreSQL.', true),
  QUEUE_PREFIX: entry(anyText, 'onboarding', 'Prefix of all queue keys, so that several installations can share one Redis.'),
  BOOTSTRAP_ADMIN_KEY: entry(apiKey, null, 'API key of the operators, read at each start. At least 20 visible characters.', true),
  BOOTSTRAP_CRM_KEY: entry(apiKey, null, 'API key of the CRM, read at each start. At least 20 visible characters.', true),
  FREEDOMPAY_BASE_URL: entry(origin, 'https://api.freedompay.kz', 'The Partner API. Test host: https://test-api.freedompay.kz.'),
  FREEDOMPAY_AUTH_ID: entry(digits, null, 'Our id at the partner, a string of digits.'),
  FREEDOMPAY_SECRET_KEY: entry(anyText, null, 'The key that signs. Shorter than 32 bytes only warns.', true),
  FREEDOMPAY_SECRET_KEY_NEXT: entry(anyText, null, 'The key that will sign after the change-over.', true),
  FREEDOMPAY_ALG: entry(oneOf('HS256', 'HS512'), 'HS256', 'HS256 or HS512.'),
  FREEDOMPAY_BODY: entry(oneOf('flat', 'company'), 'flat', "Which of the partner's two published bodies goes out: flat or company."),
  FREEDOMPAY_COUNTRY_FORMAT: entry(oneOf('alpha-2', 'alpha-3'), null, 'alpha-2 or alpha-3. Not set: flat alpha-2, company alpha-3.'),
  FREEDOMPAY_ADD_PATH: entry(path, '/v5/partner/client/add', 'Path of the method that adds a client.'),
  FREEDOMPAY_STATUS_PATH: entry(path, '/v5/partner/client/request/status', 'Path of the method that tells the status of a request.'),
  FREEDOMPAY_TIMEOUT_MS: entry(number(50, 300_000), '15000', 'Total deadline of one call, ms. The lease follows from it.'),
  FREEDOMPAY_SETTLE_MS: entry(number(0, 86_400_000), '60000', 'How long an unanswered send may still surface at the partner, ms.'),
  FREEDOMPAY_MAX_RPS: entry(number(0.01, 100_000, false), '50', 'Calls a second over all workers together.'),
  FREEDOMPAY_CONCURRENCY: entry(number(1, 2_000), '20', 'Calls at a time in one worker process.'),
  FREEDOMPAY_CODES: entry(anyText, null, 'JSON file whose entries override the built-in table of error codes.'),
  POLL_FIRST_DELAY_MS: entry(number(10, 86_400_000), '5000', 'Wait before the first status question, ms (all waits vary by 20 %).'),
  POLL_FACTOR: entry(number(1, 10, false), '2', 'Each further wait is so many times longer.'),
  POLL_MAX_DELAY_MS: entry(number(10, 86_400_000), '300000', 'Longest wait between two status questions, ms.'),
  SEND_DEADLINE_HOURS: entry(number(0.0001, 8_760, false), '24', 'Without the partner having it after so many hours an onboarding fails. Decimals allowed.'),
  DECISION_DEADLINE_HOURS: entry(number(0.0001, 8_760, false), '168', 'Without a decision after so many hours an onboarding fails. Decimals allowed.'),
  EXPECTED_DECISION_MINUTES: entry(number(0.001, 525_600, false), '60', 'Promised in expected_by until enough real decisions are known.'),
  CHECKSUM_POLICY: entry(oneOf('advise', 'reject'), 'advise', 'Wrong check digits: advise accepts with a warning, reject refuses.'),
  WEBHOOK_ALLOW: entry(allowed, null, 'Receivers in the own network: addresses, ranges, host names, also with a port, separated by commas. They may use http.'),
  WEBHOOK_TIMEOUT_MS: entry(number(50, 60_000), '15000', 'Total deadline of one call to a receiver, ms. The lease follows from it.'),
  WEBHOOK_RETRY_SCHEDULE_MS: entry(
    listOf(number(1, 604_800_000)), '5000,300000,1800000,7200000,18000000,36000000,50400000,72000000,86400000',
    'Waits between the attempts to deliver an event, ms (all vary by 20 %). After the last one it is given up until asked for.'),
  WEBHOOK_SECRET_KEYS: entry(
    secretKeys, null, 'Keys that seal the secrets of webhooks, id:base64 of 32 bytes each, the newest first. Production takes no endpoints without.', true),
  LOG_LEVEL: entry(oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'), 'info', 'fatal, error, warn, info, debug, trace or silent.'),
  NODE_ENV: entry(anyText, null, "production refuses the demo's keys and the simulator."),
} as const;

type Table = typeof settingsTable;
export type SettingName = keyof Table;

/** The settings of one process, typed. A variable without a default that was not given is undefined. */
export type Settings = {
  [K in SettingName]: Table[K] extends Entry<infer T> ? (K extends DefaultedName ? T : T | undefined) : never;
};
type DefaultedName = Exclude<
  SettingName,
  | 'DATABASE_URL' | 'REDIS_URL' | 'BOOTSTRAP_ADMIN_KEY' | 'BOOTSTRAP_CRM_KEY' | 'FREEDOMPAY_AUTH_ID'
  | 'FREEDOMPAY_SECRET_KEY' | 'FREEDOMPAY_SECRET_KEY_NEXT' | 'FREEDOMPAY_CODES' | 'FREEDOMPAY_COUNTRY_FORMAT'
  | 'WEBHOOK_ALLOW' | 'WEBHOOK_SECRET_KEYS' | 'NODE_ENV'
>;

export class BadSettings extends Error {
  constructor(readonly faults: string[]) {
    super(`Settings are wrong:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'BadSettings';
  }
}

/**
 * Reads all settings at once. Unknown variables are ignored; an empty one counts as not set, because compose files
 * hand on empty variables.
 *
 * @param required names without which this part cannot start
 * @throws BadSettings naming every faulty variable, never its value
 */
export function readSettings<const R extends SettingName = never>(
  environment: Record<string, string | undefined>,
  required: readonly R[] = [],
): Settings & { [K in R]-?: NonNullable<Settings[K]> } {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, { parse, standard }] of Object.entries(settingsTable) as [SettingName, Entry<unknown>][]) {
    const text = environment[name] || standard;
    if (text === null) {
      if ((required as readonly SettingName[]).includes(name)) faults.push(`${name} is missing. ${settingsTable[name].about}`);
      continue;
    }
    try {
      values[name] = parse(text);
    } catch (fault) {
      faults.push(`${name} ${(fault as Error).message}. ${settingsTable[name].about}`);
    }
  }
  if (faults.length > 0) throw new BadSettings(faults);
  return values as Settings & { [K in R]-?: NonNullable<Settings[K]> };
}

/** The text of `.env.example`. */
export function environmentExample(): string {
  const lines = Object.entries(settingsTable).map(
    ([name, { about, standard }]) => `# ${about}\n${standard === null ? `# ${name}=` : `${name}=${standard}`}\n`,
  );
  return `# Every setting with its default. Generated: npm run generate.\n\n${lines.join('\n')}`;
}
