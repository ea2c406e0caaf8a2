import type { Settings } from '#app/platform';
import type { BodyInput } from './body-input.js';
import { buildCompanyBody } from './company-body.js';
import { buildFlatBody } from './flat-body.js';
import { headerTextOf } from './jws-signer.js';

type PreviewSettings = Pick<Settings, 'FREEDOMPAY_ALG' | 'FREEDOMPAY_AUTH_ID' | 'FREEDOMPAY_ADD_PATH' | 'FREEDOMPAY_BODY' | 'FREEDOMPAY_COUNTRY_FORMAT'>;

/** What an `add` would send: the exact texts, without a key and without a signature. */
export interface Preview {
  path: string;
  /** The protected JWS header as it is encoded, and read. */
  headerText: string;
  header: Record<string, string>;
  /** Which of the two bodies the settings choose. */
  format: 'flat' | 'company';
  bodies: { flat: string; company: string };
}

/** Builds both published bodies and the header, whether or not this process has a key. */
export function previewAdd(settings: PreviewSettings, input: BodyInput): Preview {
  const path = settings.FREEDOMPAY_ADD_PATH;
  const country = settings.FREEDOMPAY_COUNTRY_FORMAT;
  const headerText = headerTextOf(settings.FREEDOMPAY_ALG, settings.FREEDOMPAY_AUTH_ID ?? '', path);
  return {
    path, headerText, header: JSON.parse(headerText) as Record<string, string>, format: settings.FREEDOMPAY_BODY,
    bodies: { flat: buildFlatBody(input, country).toString('utf8'), company: buildCompanyBody(input, country).toString('utf8') },
  };
}
