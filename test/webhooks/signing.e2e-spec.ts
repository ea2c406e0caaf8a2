import { Webhook } from 'standardwebhooks';
import { newSecret } from '#app/webhooks';
import { Receiver, refuses, type Receipt } from '../support/receiver.js';
import { newSubject, WebhookStand } from './engine.js';

let stand: WebhookStand;
let receiver: Receiver;

beforeEach(async () => {
  stand = await WebhookStand.create();
  receiver = await Receiver.start();
});
afterEach(async () => {
  await Receiver.closeAll();
  await stand.remove();
});

/** As an independent receiver judges it. */
const verified = (secret: string, { body, headers }: Receipt): unknown => new Webhook(secret).verify(body, headers as Record<string, string>);

it('is a Standard Webhooks post: signed, JSON, the event as its body, the same over all attempts', async () => {
  const engine = stand.engine();
  const secret = newSecret();
  await stand.endpoint({ url: receiver.url, secrets: [secret] });
  receiver.behaviour = refuses;
  const subject = newSubject();
  const [id] = await stand.events(subject, 1, { type: 'onboarding.held' });
  await stand.handOutAndWork(engine);
  receiver.behaviour = () => ({ status: 200 });
  stand.clock.shiftMs += 10_000;
  await stand.work(engine);
  const [first, second] = receiver.receipts;
  for (const receipt of [first!, second!]) {
    expect(verified(secret, receipt)).toMatchObject({ specversion: '1.0', id, type: 'onboarding.held', subject, sequence: '1', data: { id: subject } });
    expect(receipt.headers['content-type']).toBe('application/json');
    expect(receipt.id).toBe(id);
  }
  expect(second!.body).toBe(first!.body);
  expect(() => verified(newSecret(), first!)).toThrow('No matching signature');
});

it('signs with both secrets while they overlap, the new one first, and with the new one alone after that', async () => {
  const engine = stand.engine();
  const [old, fresh] = [newSecret(), newSecret()];
  const endpoint = await stand.endpoint({ url: receiver.url, secrets: [old] });
  await stand.addSecret(endpoint, 2, fresh, null);
  await stand.rows(`update webhook_secrets set expires_at = now() + interval '1 hour' where number = 1`);
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  const [both] = receiver.receipts;
  expect(String(both!.headers['webhook-signature']).split(' ')).toHaveLength(2);
  verified(old, both!);
  verified(fresh, both!);
  expect(String(both!.headers['webhook-signature']).split(' ')[0]).toBe(new Webhook(fresh).sign(both!.id, new Date(Number(both!.headers['webhook-timestamp']) * 1_000), both!.body));
  await stand.rows(`update webhook_secrets set expires_at = now() - interval '1 second' where number = 1`);
  await stand.events(newSubject(), 1);
  // Another process, which knows nothing yet.
  await stand.handOutAndWork(stand.engine());
  const [, alone] = receiver.receipts;
  verified(fresh, alone!);
  expect(() => verified(old, alone!)).toThrow('No matching signature');
});

it('an endpoint whose secret cannot be opened is tried later, without a post and without using up a try', async () => {
  const engine = stand.engine();
  await stand.endpoint({ url: receiver.url });
  await stand.rows(`update webhook_secrets set key_id = 'lost'`);
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  expect(receiver.receipts).toEqual([]);
  expect(await stand.deliveries()).toMatchObject([{ status: 'pending', attempts: 0 }]);
  expect(await stand.lines()).toMatchObject([{ pending: 1, leased: false }]);
  expect((await stand.lines())[0]!.wait).toBeGreaterThan(20_000);
});

it('an address that is not on the list gets nothing', async () => {
  const engine = stand.engine({ WEBHOOK_ALLOW: '10.0.0.0/8' });
  await stand.endpoint({ url: receiver.url });
  await stand.events(newSubject(), 1);
  await stand.handOutAndWork(engine);
  expect(receiver.receipts).toEqual([]);
  expect(await stand.rows('select outcome, http_status from webhook_attempts')).toEqual([{ outcome: 'not_allowed', http_status: null }]);
});
