import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/**
 * All metrics of a process. Labels are closed sets (methods, route patterns, outcomes, statuses): no ids, no values.
 */
export class Metrics {
  readonly registry = new Registry();
  readonly http = new Histogram({
    name: 'onboarding_http_request_seconds', help: 'Requests to this part by route and status.',
    labelNames: ['method', 'route', 'status'], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2], registers: [this.registry],
  });
  readonly partnerCalls = new Histogram({
    name: 'onboarding_partner_call_seconds', help: 'Calls to the partner by method and what the answer meant.',
    labelNames: ['method', 'outcome'], buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15], registers: [this.registry],
  });
  readonly events = new Counter({
    name: 'onboarding_events_total', help: 'Domain events written, by type: every change of an onboarding is one.',
    labelNames: ['type'], registers: [this.registry],
  });
  readonly webhookPosts = new Counter({
    name: 'onboarding_webhook_posts_total', help: 'Posts to webhook endpoints by how they ended.',
    labelNames: ['outcome'], registers: [this.registry],
  });
  readonly webhookOldestPending = new Gauge({
    name: 'onboarding_webhook_oldest_pending_seconds', help: 'Age of the oldest event that an enabled endpoint has not got yet; 0: none waits.',
    registers: [this.registry],
  });
  readonly work = new Gauge({
    name: 'onboarding_work', help: 'Onboardings whose next step is due, and those overdue by more than five seconds.',
    labelNames: ['state'], registers: [this.registry],
  });
  readonly direct = new Gauge({
    name: 'onboarding_direct_mode', help: '1 while the worker takes its work straight from Postgres because the queue is away.',
    registers: [this.registry],
  });

  readonly circuitOpen = new Gauge({
    name: 'onboarding_partner_circuit_open', help: '1 while no calls to the partner go out because it serves nobody.',
    registers: [this.registry],
  });

  /** Read right before each scrape; one that fails leaves its figures out. */
  private readonly gauges: (() => Promise<void>)[] = [];

  constructor() {
    // Includes nodejs_eventloop_lag_* (seconds).
    collectDefaultMetrics({ register: this.registry });
  }

  beforeEachScrape(read: () => Promise<void>): void {
    this.gauges.push(read);
  }

  /** The text format of Prometheus. */
  async text(): Promise<string> {
    await Promise.allSettled(this.gauges.map((read) => read()));
    return this.registry.metrics();
  }
}
