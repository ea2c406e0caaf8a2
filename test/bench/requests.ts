import { identityCheckDigit } from '#app/applicant';

/** Endless distinct requests of about 700 bytes, valid without a warning. */
export class Requests {
  private made = 0;
  private bin = 0;

  /** @param run tells the external ids of this run from those of others */
  constructor(private readonly run: string) {}

  /** Made before the clock starts, so that a measurement only sends. */
  take(count: number): Buffer[] {
    return Array.from({ length: count }, () => Buffer.from(JSON.stringify(this.next())));
  }

  /** As many as a CSV file, as a spreadsheet would write it. */
  takeFile(count: number): string {
    const columns = ['external_id', 'name', 'bin', 'iban', 'description', 'first_name', 'last_name', 'phone', 'email', 'country', 'postal_code', 'address_line1'];
    const rows = Array.from({ length: count }, () => {
      const { ceo_info, address_info, ...others } = this.next() as { ceo_info: object; address_info: object };
      const cells: Record<string, unknown> = { ...others, ...ceo_info, ...address_info };
      return columns.map((column) => `"${String(cells[column]).replaceAll('"', '""')}"`).join(';');
    });
    return [columns.join(';'), ...rows].join('\r\n');
  }

  private next(): Record<string, unknown> {
    this.made += 1;
    return {
      external_id: `bench-${this.run}-${this.made}`,
      name: `ТОО "Ақ Жол ${this.made}"`,
      bin: this.nextBin(),
      ceo_info: {
        first_name: 'Әйгерім', last_name: 'Құнанбаева', middle_name: 'Ерланқызы', phone: '+77017777777', email: `director-${this.made}@example.kz`,
      },
      address_info: { country: 'KZ', postal_code: '050000', address_line1: 'Almaty', address_line2: 'Zheltoksan', address_line3: '115' },
      iban: 'KZ86125KZT5004100100',
      description: 'Розничная торговля, три точки в городе, приём карт на кассе и оплата по ссылке',
      metadata: { deal: `deal-${this.made}`, manager: 'Иван Петров', stage: 'new' },
    };
  }

  /** One after the other, registered from 2000 on: the simulator's own numbers begin with 99, so none of these is magic. */
  private nextBin(): string {
    for (;;) {
      const place = this.bin % 100_000;
      const month = Math.floor(this.bin / 100_000);
      this.bin += 1;
      const digits = `${twoDigits(Math.floor(month / 12) % 25)}${twoDigits((month % 12) + 1)}40${String(place).padStart(5, '0')}`;
      const check = identityCheckDigit(digits);
      if (check !== null) return `${digits}${check}`;
    }
  }
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');
