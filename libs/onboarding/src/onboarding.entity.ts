import { Column, Entity, JoinColumn, OneToMany, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { HoldReason, Status } from './lifecycle.js';

/** The columns that lists filter and order by; the hot statements are written by hand and name the others. */
@Entity('onboardings')
export class OnboardingEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'api_client' }) apiClient: string;
  @Column('text') status: Status;
  @Column('text', { name: 'hold_reason', nullable: true }) holdReason: HoldReason | null;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt: Date;
  @OneToMany(() => ApplicationEntity, (application) => application.onboarding) applications: Relation<ApplicationEntity>[];
}

@Entity('applications')
export class ApplicationEntity {
  @PrimaryColumn('uuid', { name: 'onboarding_id' }) onboardingId: string;
  @PrimaryColumn('integer') attempt: number;
  @Column('text', { name: 'api_client' }) apiClient: string;
  @Column('text', { name: 'external_id', nullable: true }) externalId: string | null;
  @Column('uuid', { name: 'request_id' }) requestId: string;
  @Column('text') bin: string;
  @ManyToOne(() => OnboardingEntity, (onboarding) => onboarding.applications)
  @JoinColumn({ name: 'onboarding_id' })
  onboarding: Relation<OnboardingEntity>;
}
