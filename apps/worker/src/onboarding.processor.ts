import { Processor, WorkerHost } from '@nestjs/bullmq';
import type { Job } from 'bullmq';
import type { Work } from '#app/onboarding';
import { longestQuestionS, workQueueName, type Chunk } from '#app/platform';
import type { DueWorkDispatcher } from './due-work.dispatcher.js';

/**
 * Takes jobs from the queue: a wake-up, or a chunk of claimed ids. A lost, late or doubled job changes nothing: the
 * lease decides who works, and a job that fails has no second attempt.
 */
@Processor(workQueueName, {
  // A chunk waits for its slowest call; the lock is renewed meanwhile. How often a job "stalled" means nothing here.
  lockDuration: 30_000, stalledInterval: 30_000, maxStalledCount: 1_000, drainDelay: longestQuestionS,
})
export class OnboardingProcessor extends WorkerHost {
  constructor(private readonly work: Work, private readonly dispatcher: DueWorkDispatcher) {
    super();
  }

  async process(job: Job<Partial<Chunk>>): Promise<void> {
    this.dispatcher.noteConsumed();
    const { ids, token, lane = 'single', alone = false } = job.data;
    if (ids !== undefined && token !== undefined) await this.work.run({ ids, token, lane, alone });
    this.dispatcher.kick();
  }
}
