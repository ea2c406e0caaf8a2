/** Towards the server, towards the client. */
export type Way = 'up' | 'down';

/** What can be wrong with a wire; without a way, both ways. Each connection has its own bandwidth, and its own number of bytes until a reset. */
export type Toxic =
  /** Bytes come later, by `ms` give or take up to `jitterMs`, in their order. */
  | { kind: 'latency'; way?: Way; ms: number; jitterMs: number }
  | { kind: 'bandwidth'; way?: Way; bytesPerSecond: number }
  /** Pieces of so many bytes at most. */
  | { kind: 'slicer'; way?: Way; bytes: number }
  /** Resets a connection after 1 to `bytes` further bytes. */
  | { kind: 'resetAfter'; way?: Way; bytes: number }
  /** Bytes vanish and nobody is told. Lifted, it is so for new connections: those from before stay dead, as behind a router that has forgotten them. */
  | { kind: 'blackHole'; way?: Way }
  /** Nobody listens; connections from before go on. */
  | { kind: 'refuse' }
  /** New connections are taken, and nothing is ever said on them. */
  | { kind: 'silent' }
  /** New connections are taken, and closed. */
  | { kind: 'acceptAndClose' }
  /**
   * Postgres: of the statements that match, by a prepared one's name or a simple query's text, so large a share is struck. Half of those
   * are carried out and their answer is lost, half never reach the server; then the connection is reset.
   */
  | { kind: 'loseAnswer'; match: (statement: string) => boolean; probability: number }
  /** HTTP: of the next answer on a connection the status line comes through, then the connection is reset. */
  | { kind: 'cutAnswerAfterStatusLine' };

export type Kind = Toxic['kind'];

export const longestFound = 64;

/** Proves what a run went through. */
export class Counts {
  connections = 0;
  /** That came through. */
  bytes: Record<Way, number> = { up: 0, down: 0 };
  /** Connections that met a toxic, once for each time it was set. Who is refused nobody sees: of `refuse`, how often it was set. */
  struck: Record<Kind, number> = {
    latency: 0, bandwidth: 0, slicer: 0, resetAfter: 0, blackHole: 0, refuse: 0, silent: 0, acceptAndClose: 0, loseAnswer: 0, cutAnswerAfterStatusLine: 0,
  };
  /** Of `loseAnswer`: carried out, the answer lost. */
  answersLost = 0;
  /** Of `loseAnswer`: never reached the server. */
  statementsLost = 0;
  /** Connections ended by `cutAll`. */
  cut = 0;
  /** Pieces of what went up in which was found what is looked for. */
  found = 0;
}

/** The toxics a wire has at the moment. */
export class Toxics {
  readonly counts = new Counts();
  private readonly present = new Set<Toxic>();

  /** @param lookFor what must not go up; at most `longestFound` characters of it */
  constructor(readonly random: () => number, readonly lookFor: RegExp | null) {}

  add(toxic: Toxic): void {
    this.present.add(toxic);
  }

  remove(toxic: Toxic): void {
    this.present.delete(toxic);
  }

  /** The one that was set first, where there are several of a kind. */
  find<K extends Kind>(kind: K, way?: Way): Extract<Toxic, { kind: K }> | null {
    for (const toxic of this.present) {
      if (toxic.kind === kind && (!('way' in toxic) || toxic.way === undefined || toxic.way === way)) return toxic as Extract<Toxic, { kind: K }>;
    }
    return null;
  }
}
