import type { Database } from '#app/platform';
import type { SecretBox } from './secret-box.js';

/** How long what is known of an endpoint may be used, ms: so soon a change takes effect. */
const knownForMs = 1_000;

/** Where to post, and what signs, the newest secret first. */
export interface Target { url: URL; secrets: Buffer[] }

interface TargetRow { id: string; url: string; secrets: { key_id: string; sealed: string }[] | null }

/** What posts need to know of their endpoints, read for many at once and at most once a second. */
export class EndpointBook {
  private readonly known = new Map<string, { target: Promise<Target | null>; until: number }>();

  constructor(private readonly database: Database, private readonly box: SecretBox) {}

  /**
   * Null: there is no such endpoint any more, or it is switched off.
   *
   * @throws UnknownSecretKey, UnreadableSecret: nothing can be sent there before the settings are mended
   */
  async target(id: string): Promise<Target | null> {
    const known = this.known.get(id);
    if (known !== undefined && known.until > performance.now()) return known.target;
    this.forgetOld();
    const target = this.read(id);
    this.known.set(id, { target, until: performance.now() + knownForMs });
    target.catch(() => this.known.delete(id));
    return target;
  }

  private async read(id: string): Promise<Target | null> {
    const [row] = await this.database.query<TargetRow>('webhook_target', `
      select p.id, p.url, (
        select json_agg(json_build_object('key_id', s.key_id, 'sealed', encode(s.sealed, 'base64')) order by s.number desc)
        from webhook_secrets s where s.endpoint_id = p.id and (s.expires_at is null or s.expires_at > now())) as secrets
      from webhook_endpoints p where p.id = $1 and p.status = 'enabled' and p.deleted_at is null`, [id]);
    if (row === undefined) return null;
    return {
      url: new URL(row.url),
      secrets: (row.secrets ?? []).map(({ key_id, sealed }) => this.box.open({ keyId: key_id, sealed: Buffer.from(sealed, 'base64') }, id)),
    };
  }

  private forgetOld(): void {
    const now = performance.now();
    for (const [id, { until }] of this.known) if (until <= now) this.known.delete(id);
  }
}
