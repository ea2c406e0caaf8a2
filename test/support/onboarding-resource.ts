/** The onboarding as the API shows it; as much of it as the tests look at. */
export interface OnboardingResource {
  id: string; object: string; status: string; status_reason: string | null; final: boolean; sequence: number; attempt: number;
  external_id: string | null; request_id: string; name: string; bin: string; legal_type: string | null; company_id: string | null;
  ceo_info: Record<string, string>; address_info: Record<string, string>; iban: string; description: string | null;
  product: Record<string, unknown> | null; metadata: Record<string, string>;
  warnings: { pointer: string; code: string; message: string }[];
  problems: unknown[];
  hold: { reason: string; since: string; until?: string } | null;
  partner: { request_status: string | null; uncertain: boolean; sends: number; polls: number; next_poll_at: string | null };
  delayed: boolean; expected_by: string | null; created_at: string; updated_at: string; completed_at: string | null;
  links: { self: string; timeline: string };
}

export interface Page<T> { data: T[]; has_more: boolean; next_cursor: string | null }
