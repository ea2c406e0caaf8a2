/** What the demo submits and how each has to end. */
export interface DemoScenario {
  title: string;
  /** Null: the documentation's own example, as it stands. */
  bin: string | null;
  status: 'succeeded' | 'rejected' | 'failed';
  /** Code of the problem shown with a rejection. */
  problem?: string;
  /** How often it has to be sent. */
  sends?: number;
  /** Events that have to be among its history. */
  events?: string[];
}

export const demoScenarios: DemoScenario[] = [
  { title: "the documentation's own example", bin: null, status: 'succeeded', sends: 1 },
  { title: 'success at the first question', bin: '991240900020', status: 'succeeded', sends: 1 },
  { title: 'IBAN not accepted', bin: '991240900103', status: 'rejected', problem: 'iban.not_accepted' },
  { title: 'BIN unknown', bin: '991240900115', status: 'rejected', problem: 'bin.unknown' },
  { title: 'client exists already', bin: '991240900127', status: 'rejected', problem: 'client.duplicate' },
  { title: 'product not permitted', bin: '991240900139', status: 'rejected', problem: 'product.not_permitted' },
  { title: 'an error code nobody knows', bin: '991240900140', status: 'rejected', problem: 'partner.rejected' },
  { title: 'never decided: the deadline ends it', bin: '991240900209', status: 'failed' },
  { title: 'a status word nobody knows, three times', bin: '991240900219', status: 'succeeded', events: ['onboarding.held', 'onboarding.released'] },
  { title: '"not found" three times, though it is there', bin: '991240900229', status: 'succeeded', sends: 1 },
  { title: 'taken, then the connection drops', bin: '991240900308', status: 'succeeded', sends: 1 },
  { title: 'dropped and not taken: sent again', bin: '991240900318', status: 'succeeded', sends: 2 },
  { title: 'three times 500, then taken', bin: '991240900328', status: 'succeeded', sends: 4 },
  { title: 'asked to send later (429)', bin: '991240900338', status: 'succeeded' },
  { title: 'half a body for an answer', bin: '991240900368', status: 'succeeded', sends: 1 },
  { title: 'reset before it was read', bin: '991240900378', status: 'succeeded' },
  { title: 'taken, answered after the time-out', bin: '991240900388', status: 'succeeded', sends: 1 },
];

const ibans = ['KZ51998TST0000000001', 'KZ24998TST0000000002', 'KZ94998TST0000000003'];

/** A made-up client for a scenario; nobody real. */
export const demoRequest = (bin: string, index: number): Record<string, unknown> => ({
  external_id: `demo-${index}`,
  name: `ТОО «Демо ${index}»`,
  bin,
  ceo_info: { first_name: 'Айгүл', last_name: 'Демоева', phone: '+77010000000', email: `demo${index}@example.kz` },
  address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Алматы', address_line2: 'Желтоқсан', address_line3: '115' },
  iban: ibans[index % ibans.length],
  description: 'Demo',
});

export interface DemoEnd { status: string; problems: { code: string }[]; partner: { sends: number } }

/** What is not as the scenario says; empty: all is well. */
export function deviations({ status, problem, sends, events = [] }: DemoScenario, end: DemoEnd, seen: string[]): string[] {
  const faults: string[] = [];
  if (end.status !== status) faults.push(`ended ${end.status}, should be ${status}`);
  if (problem !== undefined && !end.problems.some(({ code }) => code === problem)) faults.push(`does not show ${problem}`);
  if (sends !== undefined && end.partner.sends !== sends) faults.push(`sent ${end.partner.sends} times, should be ${sends}`);
  for (const type of events) if (!seen.includes(type)) faults.push(`has no event ${type}`);
  return faults;
}
