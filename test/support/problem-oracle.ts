import type { Answer } from './http.js';
import { secrets } from './request-body.js';

export interface ExpectedProblem {
  status: number;
  code: string;
  /** Exactly these faults, in any order. Undefined: there are none. */
  errors?: { pointer: string; code: string }[];
  /** Undefined: not compared. */
  instance?: string;
  retryable?: boolean;
  onboarding?: string;
  /** Submitted texts that no answer may repeat, beside those of the valid body. */
  submitted?: string[];
}

interface ProblemDocument {
  type: string; title: string; status: number; detail: string; instance: string; code: string; correlation_id: string; retryable: boolean;
  errors?: { pointer: string; code: string; message: string }[];
  onboarding?: string;
}

const members = ['type', 'title', 'status', 'detail', 'instance', 'code', 'correlation_id', 'retryable'];

/** What holds for every refusal, whatever was wrong: RFC 9457, ours to correlate, and nothing of what was submitted in it. */
export function expectProblem(answer: Answer, expected: ExpectedProblem): ProblemDocument {
  const { status, code, errors, instance, retryable = false, onboarding, submitted = [] } = expected;
  expect({ status: answer.status, type: answer.headers['content-type'] }).toEqual({ status, type: 'application/problem+json; charset=utf-8' });
  const problem = answer.json<ProblemDocument>();
  const optional = [...(errors === undefined ? [] : ['errors']), ...(onboarding === undefined ? [] : ['onboarding'])];
  expect(Object.keys(problem).sort()).toEqual([...members, ...optional].sort());
  expect(problem).toMatchObject({ type: `/problems/${code}`, status, code, retryable });
  expect(problem.title).toMatch(/\S/);
  expect(problem.detail).toMatch(/\S/);
  expect(answer.headers['x-correlation-id']).toBe(problem.correlation_id);
  expect(problem.correlation_id).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
  expect(problem.instance).toMatch(/^[^?]+$/);
  if (instance !== undefined) expect(problem.instance).toBe(instance);
  expect(problem.onboarding).toBe(onboarding);
  expect(answer.headers['cache-control'] ?? 'no-store').toBe('no-store');
  expectErrors(problem.errors ?? [], errors ?? []);
  expectNoEcho(answer, submitted);
  return problem;
}

function expectErrors(found: NonNullable<ProblemDocument['errors']>, expected: { pointer: string; code: string }[]): void {
  const inOrder = (faults: { pointer: string; code: string }[]): string[] => faults.map(({ pointer, code }) => `${pointer} ${code}`).sort();
  expect(inOrder(found)).toEqual(inOrder(expected));
  for (const { message } of found) expect(message).toMatch(/\S/);
}

/** Shorter texts occur in our own sentences. */
const tellingLength = 6;

function expectNoEcho(answer: Answer, submitted: string[]): void {
  const all = `${JSON.stringify(answer.headers)}\n${answer.text}`;
  const repeated = [...secrets, ...submitted].filter((text) => text.length >= tellingLength && all.includes(text));
  expect(repeated).toEqual([]);
}
