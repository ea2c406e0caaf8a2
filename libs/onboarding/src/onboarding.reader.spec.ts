import type { Database } from '#app/platform';
import { OnboardingReader } from './onboarding.reader.js';
import { Watch } from './watch.js';

/** A database of one onboarding, "a", of the API client "crm", that answers in a while and counts what it is asked. */
function databaseOf(standing: { sequence: number }): { database: Database; asked: string[] } {
  const asked: string[] = [];
  const query = async (name: string, _text: string, [ids]: [string[]]) => {
    asked.push(name);
    await new Promise((resolve) => setTimeout(resolve, 5));
    return ids.filter((id) => id === 'a').map((id) => ({ id, api_client: 'crm', sequence: standing.sequence }));
  };
  return { database: { query } as unknown as Database, asked };
}

describe('many who read', () => {
  it('one onboarding at once, having waited for it, share the reads of a few', async () => {
    const standing = { sequence: 1 };
    const { database, asked } = databaseOf(standing);
    const reader = new OnboardingReader(database);
    const watch = new Watch(database);
    const readers = Array.from({ length: 2_000 }, async () => {
      await watch.change('a', 1, 20_000, new AbortController().signal);
      return reader.get('a', 'crm');
    });
    standing.sequence = 2;
    const found = await Promise.all(readers);
    expect(new Set(found.map((onboarding) => onboarding?.standing.sequence))).toEqual(new Set([2]));
    expect(asked.filter((name) => name === 'get').length).toBeLessThanOrEqual(5);
  });

  it('different ones at once ask together', async () => {
    const { database, asked } = databaseOf({ sequence: 1 });
    const reader = new OnboardingReader(database);
    const found = await Promise.all(Array.from({ length: 2_000 }, (_, n) => reader.get(n === 7 ? 'a' : `id-${n}`, 'crm')));
    expect(found.filter((onboarding) => onboarding !== null)).toHaveLength(1);
    expect(asked).toHaveLength(20);
  });

  it('find what is theirs, in the same read as others', async () => {
    const { database, asked } = databaseOf({ sequence: 1 });
    const reader = new OnboardingReader(database);
    const found = await Promise.all(['crm', 'other', null].map((apiClient) => reader.get('a', apiClient)));
    expect(found.map((onboarding) => onboarding?.id ?? null)).toEqual(['a', null, 'a']);
    expect(asked).toHaveLength(1);
  });
});
