import { promises as dns } from 'node:dns';
import { setTimeout as sleep } from 'node:timers/promises';

export interface SystemNamesParts {
  /** Asks the name servers directly, for who waits for the system's look-up and has no earlier answer; none or an error: they do not know. */
  ask: (host: string) => Promise<string[]>;
  /** The system's look-up: all addresses of a host. */
  look?: (host: string) => Promise<string[]>;
  /** A clock that only goes forward, ms. */
  nowMs?: () => number;
  /** How long a fresh answer is waited for when an earlier one is known, ms. */
  patienceMs?: number;
}

/** How old an answer may be that stands in for a fresh one, ms: names of an own network seldom move. */
const knownForMs = 3_600_000;
/** Hosts whose answers are remembered; operators list far fewer. */
const mostKnown = 1_000;

const systemLook = async (host: string): Promise<string[]> => (await dns.lookup(host, { all: true })).map(({ address }) => address);

/**
 * The system's look-up, one at a time. It cannot be stopped, lasts ten seconds and more where the name server is silent,
 * and of Node's four threads only two ever do it. The other is left to the partner and the database: with both taken,
 * those would wait as well. Whoever asks for the same host shares one look-up, so hosts take turns, and a silent one
 * keeps nobody waiting whose last answer is known, or whom the name servers know.
 */
export class SystemNames {
  private readonly ask: (host: string) => Promise<string[]>;
  private readonly look: (host: string) => Promise<string[]>;
  private readonly nowMs: () => number;
  private readonly patienceMs: number;
  /** Under way or waiting for their turn. */
  private readonly asked = new Map<string, Promise<string[]>>();
  /** The oldest first. */
  private readonly known = new Map<string, { addresses: string[]; untilMs: number }>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor({ ask, look = systemLook, nowMs = () => performance.now(), patienceMs = 500 }: SystemNamesParts) {
    this.ask = ask;
    this.look = look;
    this.nowMs = nowMs;
    this.patienceMs = patienceMs;
  }

  /** @throws what the look-up threw, unless nobody answered it and an earlier answer is known */
  async addresses(host: string): Promise<string[]> {
    const fresh = this.fresh(host).catch((fault: unknown) => {
      const known = this.lastOf(host);
      if (known === null) throw fault;
      return known;
    });
    return Promise.race([fresh, sleep(this.patienceMs, undefined, { ref: false }).then(() => this.lastOf(host) ?? this.direct(host, fresh))]);
  }

  /** Hosts that only the hosts file or a search domain knows have to wait. */
  private async direct(host: string, fresh: Promise<string[]>): Promise<string[]> {
    const found = await this.ask(host).catch(() => []);
    return found.length > 0 ? found : fresh;
  }

  private fresh(host: string): Promise<string[]> {
    const asked = this.asked.get(host);
    if (asked !== undefined) return asked;
    const answer = this.inTurn(host, this.turn);
    this.asked.set(host, answer);
    this.turn = Promise.allSettled([answer]);
    return answer;
  }

  private async inTurn(host: string, turn: Promise<unknown>): Promise<string[]> {
    await turn;
    try {
      const addresses = await this.look(host);
      this.keep(host, addresses);
      return addresses;
    } catch (fault) {
      // Somebody answered: there is no such host any more.
      if ((fault as NodeJS.ErrnoException).code === 'ENOTFOUND') this.known.delete(host);
      throw fault;
    } finally {
      this.asked.delete(host);
    }
  }

  private keep(host: string, addresses: string[]): void {
    this.known.delete(host);
    this.known.set(host, { addresses, untilMs: this.nowMs() + knownForMs });
    const [oldest] = this.known.keys();
    if (this.known.size > mostKnown && oldest !== undefined) this.known.delete(oldest);
  }

  private lastOf(host: string): string[] | null {
    const known = this.known.get(host);
    return known !== undefined && known.untilMs > this.nowMs() ? known.addresses : null;
  }
}
