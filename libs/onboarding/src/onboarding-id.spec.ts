import fc from 'fast-check';
import { lowestIdAt, OnboardingIds } from './onboarding-id.js';

const timeOf = (id: string): number => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
const instant = fc.integer({ min: 0, max: Date.parse('9999-12-31T23:59:59.999Z') });

describe('the id of an onboarding', () => {
  it('is a UUIDv7 that carries the very instant of its creation', () => {
    const ids = new OnboardingIds();
    fc.assert(fc.property(instant, (at) => {
      const id = ids.next(at);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(timeOf(id)).toBe(at);
    }));
  });

  it('is higher than the one before, also within a millisecond', () => {
    const ids = new OnboardingIds();
    const made = Array.from({ length: 5_000 }, (_, place) => ids.next(1_764_000_000_000 + Math.floor(place / 1_000)));
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(made.length);
  });

  it('is in the order of creation, whoever made it', () => {
    fc.assert(fc.property(instant, instant, (one, other) => {
      fc.pre(one !== other);
      expect(new OnboardingIds().next(one) < new OnboardingIds().next(other)).toBe(one < other);
    }));
  });
});

describe('the lowest id of an instant', () => {
  it('parts the ids made from it on from all that were made before', () => {
    const ids = new OnboardingIds();
    fc.assert(fc.property(instant, fc.constantFrom(-2, -1, 0, 1, 2), fc.constantFrom(0, 0.001, 0.5, 0.999), (at, step, fraction) => {
      fc.pre(at + step >= 0);
      expect(ids.next(at + step) >= lowestIdAt(at + fraction)).toBe(at + step >= at + fraction);
    }));
  });

  it('of an instant before or after all that an id can carry is the first or the last there is', () => {
    expect(lowestIdAt(Date.parse('0000-01-01T00:00:00Z'))).toBe('00000000-0000-0000-0000-000000000000');
    expect(lowestIdAt(Date.parse('+020000-01-01T00:00:00Z'))).toBe('ffffffff-ffff-0000-0000-000000000000');
  });
});
