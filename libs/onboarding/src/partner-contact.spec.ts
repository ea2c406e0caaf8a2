import type { Exchange } from './onboarding.store.js';
import { ContactNews } from './partner-contact.js';

const exchange = (outcome: string, httpStatus: number | null, trouble: string | null = null): Exchange => ({
  method: 'status', outcome, applied: true, facts: { httpStatus, requestStatus: null, partnerCode: null, partnerMessage: null, trouble, durationMs: 1 },
});
const nothing = { success: false, failure: false, method: null, trouble: null, http_status: null };

describe('news of the partner', () => {
  let news: ContactNews;
  const of = (...exchanges: Exchange[]): unknown => JSON.parse(news.of(exchanges));
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 });
    news = new ContactNews();
  });
  afterEach(() => jest.useRealTimers());

  it.each<[string, Exchange, Record<string, unknown>]>([
    ['an answer', exchange('pending', 200), { success: true }], ['a refusal of the data', exchange('rejected', 422), {}], ['no call', exchange('pending', null), {}],
    ['an answer that cannot be read', exchange('drift', 200), { success: true, failure: true, method: 'status', http_status: 200 }],
    ['half an answer', exchange('noAnswer', 200, 'closed'), { failure: true, method: 'status', trouble: 'closed', http_status: 200 }],
    ['a gateway in trouble', exchange('noAnswer', 502), { failure: true, method: 'status', http_status: 502 }],
    ['no connection', exchange('notSent', null, 'refused'), { failure: true, method: 'status', trouble: 'refused' }],
  ])('%s', (_, one, told) => {
    expect(of(one)).toEqual({ ...nothing, ...told });
  });

  it('is told once a second, a success and a failure each for itself, the last failure of several', () => {
    expect(of()).toEqual(nothing);
    expect(of(exchange('pending', 200))).toEqual({ ...nothing, success: true });
    expect(of(exchange('pending', 200), exchange('noAnswer', 502), exchange('noAnswer', 504))).toEqual({ ...nothing, failure: true, method: 'status', http_status: 504 });
    jest.advanceTimersByTime(1_000);
    expect(of(exchange('pending', 200), exchange('noAnswer', 502))).toEqual(nothing);
    jest.advanceTimersByTime(1);
    expect(of(exchange('noAnswer', 503), exchange('pending', 200))).toEqual({ ...nothing, success: true, failure: true, method: 'status', http_status: 503 });
  });
});
